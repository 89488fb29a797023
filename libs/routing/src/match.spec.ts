import { jest } from '@jest/globals';
import type { SubscriptionConfig } from '@posthorn/contracts';
import { createRouter } from './match.js';
import { RuleContext } from './rule.reader.js';

function subscription(id: string, rest: Partial<SubscriptionConfig> = {}): SubscriptionConfig {
  const defaults = {
    projectId: 'p1',
    sourceId: null,
    destinationId: `to-${id}`,
    eventTypes: ['**'],
    filter: null,
    transform: null,
    delaySeconds: 0,
    retry: null,
    orderingKey: null,
  };
  return { id, status: 'enabled', ...defaults, ...rest };
}

const request = (body: string): RuleContext => new RuleContext({ headers: [], query: '', body: Buffer.from(body), contentType: null });
const STORED = { headers: [], query: '', path: '' };

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
    expect(router.routesFor({ id, projectId }, type, request(''), STORED).routes.map((route) => route.subscriptionId)).toEqual(expected);
  });

  it('says where to and how much later', () => {
    const { routes } = router.routesFor({ id: 's1', projectId: 'p1' }, 'payment.success', request(''), STORED);
    expect(routes[1]).toEqual({ subscriptionId: 's1-payments', destinationId: 'to-s1-payments', delaySeconds: 30 });
  });

  describe('with an ordering key', () => {
    const ordered = createRouter(['a', 'b'].map((id) => subscription(id, { orderingKey: { from: 'body', path: 'order.id' } })));
    const keysOf = (body: string): (string | undefined)[] =>
      ordered.routesFor({ id: 's1', projectId: 'p1' }, 'x', request(body), STORED).routes.map(({ orderKey }) => orderKey?.toString('hex'));

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

  it('says of each route that a filter stops, which clause did', () => {
    const filters = createRouter([
      subscription('open'),
      subscription('large', { filter: { body: { amount: { $gt: 100 } } } }),
      subscription('small', { filter: { body: { amount: { $lte: 100 } } } }),
      subscription('other type', { eventTypes: ['x'], filter: { body: { amount: 1 } } }),
      subscription('newer', { filter: { body: { $soundsLike: 'x' } } }),
    ]);
    const { routes, filtered } = filters.routesFor({ id: 's1', projectId: 'p1' }, 'payment.success', request('{"amount":7}'), STORED);
    expect(routes.map((route) => route.subscriptionId)).toEqual(['open', 'small']);
    expect(filtered).toEqual([
      { subscriptionId: 'large', clause: 'body.amount.$gt: 100' },
      { subscriptionId: 'newer', clause: 'filter: this version of the relay does not understand it' },
    ]);
  });

  it('does not read the body for a filter of another type or of headers, and shows filters the headers as they are stored', () => {
    const context = new RuleContext({ headers: ['x-a', '1'], query: '', body: Buffer.from('{}'), contentType: null });
    const read = jest.spyOn(context.json, 'read');
    const router = createRouter([
      subscription('other type', { eventTypes: ['x'], filter: { body: { amount: 1 } } }),
      subscription('headers', { filter: { headers: { 'x-a': '1' } } }),
    ]);
    const stored = { ...STORED, headers: ['x-a', '[redacted]'] };
    const { filtered } = router.routesFor({ id: 's1', projectId: 'p1' }, 'payment.success', context, stored);
    expect(filtered).toEqual([{ subscriptionId: 'headers', clause: 'headers.x-a: "1"' }]);
    expect(read).not.toHaveBeenCalled();
  });
});
