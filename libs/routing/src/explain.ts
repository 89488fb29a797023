import type { SubscriptionConfig, Uuid } from '@posthorn/contracts';
import { compileEventTypes } from './event-type-pattern.js';
import type { FilterInput } from './filter/filter-input.js';
import { filterOf } from './match.js';

/** What decided that a subscription does not want an event, in the order in which it is asked. */
export const MISMATCHES = ['disabled', 'source', 'type', 'filter'] as const;
export type Mismatch = (typeof MISMATCHES)[number];

/** Whether a subscription would want an event, and if not, why. */
export type Explanation = { readonly matches: true } | { readonly matches: false; readonly decidedBy: Mismatch; readonly clause: string };

/** Asks a subscription as the router would, one question after the other, for an event of its own project. */
export function explainSubscription(
  subscription: SubscriptionConfig,
  event: { readonly sourceId: Uuid; readonly type: string; /** Of the relay's own source. */ readonly isInternal?: boolean },
  input: FilterInput,
): Explanation {
  const no = (decidedBy: Mismatch, clause: string): Explanation => ({ matches: false, decidedBy, clause });
  if (subscription.status === 'disabled') return no('disabled', 'status: "disabled"');
  if (subscription.sourceId === null && event.isInternal)
    return no('source', 'sourceId: an event of the relay itself needs its source named');
  if (subscription.sourceId !== null && subscription.sourceId !== event.sourceId) return no('source', 'sourceId: it is for another source');
  if (!compileEventTypes(subscription.eventTypes)(event.type)) return no('type', `eventTypes: none matches ${JSON.stringify(event.type)}`);
  const clause = filterOf(subscription)?.stoppedBy(input) ?? null;
  return clause === null ? { matches: true } : no('filter', clause);
}
