import type { SubscriptionConfig } from '@posthorn/contracts';
import { explainSubscription, type Explanation } from './explain.js';
import { FilterInput } from './filter/filter-input.js';
import { JsonBody } from './json-body.js';
import { createRouter } from './match.js';
import { RuleContext } from './rule.reader.js';

const NONE: SubscriptionConfig = {
  ...{ id: 's', projectId: 'p', sourceId: null, destinationId: 'd', eventTypes: ['**'], filter: null },
  ...{ transform: null, delaySeconds: 0, orderingKey: null, retry: null, status: 'enabled' },
};
const REQUEST = { headers: ['x-env', 'live'], query: '', path: '', json: new JsonBody(Buffer.from('{"amount":7}')) };
const CONTEXT = new RuleContext({ ...REQUEST, body: Buffer.from('{"amount":7}'), contentType: null });

describe('an explanation', () => {
  it("of an event of the relay's own source asks for that source by name", () => {
    const event = { sourceId: 'src', type: 'destination.disabled', isInternal: true };
    const explain = (sourceId: string | null): boolean =>
      explainSubscription({ ...NONE, sourceId }, event, new FilterInput(REQUEST)).matches;
    expect([explain(null), explain('src')]).toEqual([false, true]);
  });

  it.each<[string, Partial<SubscriptionConfig>, Explanation]>([
    ['everything', {}, { matches: true }],
    ['a filter that passes', { filter: { body: { amount: 7 } } }, { matches: true }],
    ['a paused one', { status: 'paused' }, { matches: true }],
    ['a disabled one', { status: 'disabled' }, { matches: false, decidedBy: 'disabled', clause: 'status: "disabled"' }],
    ['another source', { sourceId: 'x' }, { matches: false, decidedBy: 'source', clause: 'sourceId: it is for another source' }],
    ['another type', { eventTypes: ['a.*'] }, { matches: false, decidedBy: 'type', clause: 'eventTypes: none matches "b.c"' }],
    ['a filter', { filter: { body: { amount: 8 } } }, { matches: false, decidedBy: 'filter', clause: 'body.amount: 8' }],
  ])('of %s agrees with the router', (_name, rest, expected) => {
    const subscription = { ...NONE, ...rest };
    const explained = explainSubscription(subscription, { sourceId: 'src', type: 'b.c' }, new FilterInput(REQUEST));
    expect(explained).toEqual(expected);
    const { routes } = createRouter([subscription]).routesFor({ id: 'src', projectId: 'p' }, 'b.c', CONTEXT, REQUEST);
    expect(routes.length === 1).toBe(expected.matches);
  });
});
