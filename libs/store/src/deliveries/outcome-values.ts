import type { Uuid } from '@posthorn/contracts';
import { eventIdOf } from '../events/event-id.js';
import { hoursOf } from '../ledger/ledger-hour.js';
import { arrayLiteral } from '../sql/array-literal.js';
import type { Outcome } from './outcome.js';
import { STORED_OUTCOME, STORED_STATUS } from './stored-status.js';

/** An outcome with the id of its attempt, drawn when it was recorded: attempts are numbered in that order. */
export interface PendingOutcome {
  readonly outcome: Outcome;
  readonly attemptId: Uuid | null;
  readonly exchange: Buffer;
  /** The epoch that held the delivery when its attempt began. */
  readonly heldBy: number;
  /** Of its event, for the ledger; `null` = nobody said. */
  readonly sourceId: Uuid | null;
}

/** The parameters of `outcomes.sql.ts`. */
export function outcomeValues(epoch: number, batch: readonly PendingOutcome[], sources: ReadonlyMap<Uuid, Uuid> = new Map()): unknown[] {
  const column = (read: (pending: PendingOutcome) => string | number | boolean | null): string => arrayLiteral(batch.map(read));
  const offsets: number[] = [];
  let offset = 1;
  for (const { exchange } of batch) {
    offsets.push(offset);
    offset += exchange.length;
  }
  return [
    epoch,
    column(({ outcome }) => outcome.deliveryId),
    column(({ outcome }) => eventIdOf(outcome.deliveryId)),
    column(({ outcome }) => outcome.projectId),
    column(({ outcome }) => outcome.destinationId),
    column(({ outcome }) => outcome.subscriptionId),
    column(({ outcome }) => STORED_STATUS[outcome.next.status]),
    batch.map(({ outcome }) => ('reason' in outcome.next ? storable(outcome.next.reason) : null)),
    column(({ attemptId }) => attemptId),
    column(({ outcome }) => outcome.attempt?.startedAtMs ?? null),
    column(({ outcome }) => outcome.attempt?.durationMs ?? null),
    column(({ outcome }) => (outcome.attempt ? STORED_OUTCOME[outcome.attempt.outcome] : null)),
    batch.map(({ outcome }) => (outcome.attempt?.reason == null ? null : storable(outcome.attempt.reason))),
    Buffer.concat(batch.map(({ exchange }) => exchange)),
    arrayLiteral(offsets),
    column(({ exchange }) => exchange.length),
    column(({ outcome }) => (outcome.next.status === 'scheduled' ? outcome.next.delayMs / 1_000 : null)),
    column(({ outcome }) => (outcome.next.status === 'scheduled' ? outcome.next.slot : null)),
    column(({ outcome }) => (outcome.next.status === 'scheduled' ? outcome.next.attempts : null)),
    column(({ outcome }) => outcome.attempt?.number ?? 0),
    column(({ outcome }) => outcome.ordered ?? false),
    column(({ outcome, sourceId }) => sourceId ?? sources.get(eventIdOf(outcome.deliveryId)) ?? null),
    arrayLiteral(hoursOf(batch.map(({ outcome }) => outcome.deliveryId))),
  ];
}

const MAX_REASON_LENGTH = 200;

/** A reason may quote a receiver, and Postgres takes no NUL: one such answer must not fail the whole batch. */
function storable(reason: string): string {
  return reason.replaceAll('\0', '').slice(0, MAX_REASON_LENGTH).toWellFormed();
}
