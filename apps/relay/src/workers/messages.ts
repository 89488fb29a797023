import type { ReadyFacts } from '../ready-block.js';

/** What a worker tells the primary. */
export type FromWorker =
  | { readonly kind: 'ready'; readonly facts: ReadyFacts }
  /** The worker changed the configuration, and waits until its siblings have it. */
  | { readonly kind: 'changed'; readonly change: number }
  /** The worker has read the configuration again. */
  | { readonly kind: 'applied'; readonly round: number };

/** What the primary tells a worker. */
export type ToWorker =
  | { readonly kind: 'apply'; readonly round: number }
  /** Every sibling has the change, or is gone. */
  | { readonly kind: 'everywhere'; readonly change: number };

/** Messages come only from our own processes; anything else on the channel (cluster's own) is none of ours. */
export function isMessage<T extends FromWorker | ToWorker>(message: unknown): message is T {
  return typeof message === 'object' && message !== null && 'kind' in message && typeof message.kind === 'string';
}
