import type { SubscriptionConfig } from '@posthorn/contracts';
import { createRouter } from './match.js';
import { RuleContext } from './rule.reader.js';

function subscription(id: string, rest: Partial<SubscriptionConfig> = {}): SubscriptionConfig {
  const defaults = {
    projectId: 'p1',
    sourceId: null,
    destinationId: `to-${id}`,
    eventTypes: ['**'],
    delaySeconds: 0,
    retry: null,
    orderingKey: null,
  };
  return { id, status: 'enabled', ...defaults, ...rest };
}

const request = (body: string): RuleContext => new RuleContext({ headers: [], query: '', body: Buffer.from(body), contentType: null });

describe('a router', () => {
  const router = createRouter([
    subscription('any'),
    subscription('s1-payments', { sourceId: 's1', eventTypes: ['payment.*'], delaySeconds: 30 }),
    subscription('paused', { sourceId: 's1', status: 'paused' }),
    subscription('disabled', { sourceId: 's1', status: 'disabled' }),
    subscription('other-project', { projectId: 'p2', sourceId: 's1' }),
    subscription('s2', { sourceId: 's2' }),
  ]);

  it.each([
    ['s1', 'p1', 'payment.success', ['any', 's1-payments', 'paused']],
    ['s1', 'p1', 'order.placed', ['any', 'paused']],
    ['s2', 'p1', 'order.placed', ['any', 's2']],
    ['s3', 'p1', 'order.placed', ['any']],
    ['s4', 'p3', 'order.placed', []],
  ])('routes an event of %s in %s of type %s to %j', (id, projectId, type, expected) => {
    expect(router.routesFor({ id, projectId }, type, request('')).map((route) => route.subscriptionId)).toEqual(expected);
  });

  it('says where to and how much later', () => {
    const routes = router.routesFor({ id: 's1', projectId: 'p1' }, 'payment.success', request(''));
    expect(routes[1]).toEqual({ subscriptionId: 's1-payments', destinationId: 'to-s1-payments', delaySeconds: 30 });
  });

  describe('with an ordering key', () => {
    const ordered = createRouter(['a', 'b'].map((id) => subscription(id, { orderingKey: { from: 'body', path: 'order.id' } })));
    const keysOf = (body: string): (string | undefined)[] =>
      ordered.routesFor({ id: 's1', projectId: 'p1' }, 'x', request(body)).map(({ orderKey }) => orderKey?.toString('hex'));

    it('gives equal values of a subscription one key, and every other value or subscription another', () => {
      const [first, again, other] = ['{"order":{"id":7}}', '{"order":{"id":"7"},"more":1}', '{"order":{"id":8}}'].map(keysOf);
      expect(first?.[0]).toMatch(/^[0-9a-f]{32}$/);
      expect(again).toEqual(first);
      expect(new Set([...(first ?? []), ...(other ?? [])]).size).toBe(4);
    });

    it.each(['{"order":{}}', '{"order":{"id":[7]}}', 'no JSON'])('keeps no order for %s', (body) => {
      expect(keysOf(body)).toEqual([undefined, undefined]);
    });
  });
});
