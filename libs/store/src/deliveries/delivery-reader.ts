import type { AttemptExchange, AttemptOutcome, DeliveryStatus, Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import { eventIdOf, lastDeliveryIdOf } from '../events/event-id.js';
import { ListConditions } from '../list-conditions.js';
import { DELIVERY_COUNTS_BY_EVENT, deliveryListSql } from '../sql/delivery-list.sql.js';
import { deliveryStateSql } from '../sql/delivery-state.sql.js';
import { outcomeOf } from './stored-status.js';

export interface DeliveryRecord {
  readonly id: Uuid;
  readonly eventId: Uuid;
  readonly projectId: Uuid;
  readonly destinationId: Uuid;
  readonly subscriptionId: Uuid;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly completedAt: Date | null;
  readonly reason: string | null;
  /** Whether it keeps its place within its subscription's ordering key. */
  readonly ordered: boolean;
  /** Of a replay, when it was asked for; `null` = a route that began with its event. */
  readonly replayedAt: Date | null;
}

export interface AttemptRecord {
  readonly id: Uuid;
  /** From 1, in order of recording. */
  readonly number: number;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly outcome: AttemptOutcome;
  readonly reason: string | null;
  readonly exchange: AttemptExchange;
}

export interface DeliveryFilter {
  readonly projectId: Uuid;
  readonly status?: DeliveryStatus | undefined;
  readonly destinationId?: Uuid | undefined;
  readonly subscriptionId?: Uuid | undefined;
  readonly eventId?: Uuid | undefined;
  /** Bounds by the event's time, as ids: from inclusive, to exclusive. */
  readonly fromId?: Uuid | undefined;
  readonly toId?: Uuid | undefined;
  /** Only older ones than this. */
  readonly before?: Uuid | undefined;
}

export type DeliveryCounts = Readonly<Record<DeliveryStatus, number>>;

interface StateRow {
  readonly id: Uuid;
  readonly event_id: Uuid;
  readonly project_id: Uuid;
  readonly destination_id: Uuid;
  readonly subscription_id: Uuid;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly next_attempt_at: Date | null;
  readonly completed_at: Date | null;
  readonly reason: string | null;
  readonly ordered: boolean;
  readonly replayed_at: Date | null;
}

interface AttemptRow {
  readonly id: Uuid;
  readonly started_at: Date;
  readonly duration_ms: number;
  readonly outcome: number;
  readonly reason: string | null;
  readonly exchange: Buffer | null;
}

const ATTEMPTS = `
select attempt_id as id, started_at, duration_ms, outcome, attempt_reason as reason, exchange
from delivery where event_id = $1 and id = $2 and attempt_id is not null
union all
select id, started_at, duration_ms, outcome, reason, exchange from attempt where event_id = $1 and delivery_id = $2
order by id`;

const NO_EXCHANGE: AttemptExchange = { request: null, response: null, error: null };

/** The statement of a list; `delivery-lists.e2e-spec.ts` shows that each has a plan that reads little. */
export function listDeliveries(filter: DeliveryFilter, limit: number): { readonly text: string; readonly values: unknown[] } {
  const { status, destinationId, subscriptionId, eventId, fromId, toId, before } = filter;
  // An event's bounds bound its deliveries' ids: they begin with it, and its own last 16 bits are zero.
  const list = new ListConditions()
    .add('project_id = ?', filter.projectId)
    .add('destination_id = ?', destinationId)
    .add('subscription_id = ?', subscriptionId)
    .add('id >= ?', eventId)
    .add('id <= ?', eventId && lastDeliveryIdOf(eventId))
    .add('id >= ?', fromId)
    .add('id < ?', toId)
    .add('id < ?', before);
  const common = list.conditions.splice(0);
  const byEvent = list
    .add('event_id = ?', eventId)
    .add('event_id >= ?', fromId)
    .add('event_id < ?', toId)
    .add('event_id <= ?', before && eventIdOf(before)).conditions;
  // What has not arrived has an index of its own, which is shorter. There is none by subscription, which outcomes would pay for
  // (noticeably more (20 to 90 % in noisy runs) for each row): events are gone through until enough of its deliveries are found.
  const isShort = eventId !== undefined || (status !== undefined && status !== 'delivered');
  const along = destinationId && !isShort ? 'destination' : 'event';
  return { text: deliveryListSql({ common, byEvent, status, along }, list.parameter(limit)), values: list.values };
}

/** Reads deliveries and attempts for people: newest first, from wherever each one's state is. */
export class DeliveryReader {
  constructor(private readonly pool: Pool) {}

  async list(filter: DeliveryFilter, limit: number): Promise<DeliveryRecord[]> {
    const { rows } = await this.pool.query<StateRow>(listDeliveries(filter, limit));
    return rows.map(toRecord);
  }

  async find(projectId: Uuid, deliveryId: Uuid): Promise<DeliveryRecord | null> {
    const { rows } = await this.pool.query<StateRow>(deliveryStateSql(['event_id = $1', 'id = $2', 'project_id = $3'], null), [
      eventIdOf(deliveryId),
      deliveryId,
      projectId,
    ]);
    return rows[0] ? toRecord(rows[0]) : null;
  }

  /** How the deliveries of each event stand; an event without any is absent. */
  async counts(eventIds: readonly Uuid[]): Promise<Map<Uuid, DeliveryCounts>> {
    const sorted = [...eventIds].sort();
    const values = [sorted, sorted[0], sorted.at(-1)];
    const { rows } = await this.pool.query<{ event_id: Uuid; status: DeliveryStatus; n: number }>(DELIVERY_COUNTS_BY_EVENT, values);
    const counts = new Map<Uuid, Record<DeliveryStatus, number>>();
    for (const row of rows) {
      const of = counts.get(row.event_id) ?? { delivered: 0, scheduled: 0, delivering: 0, failed: 0, cancelled: 0 };
      of[row.status] = row.n;
      counts.set(row.event_id, of);
    }
    return counts;
  }

  async attempts(deliveryId: Uuid): Promise<AttemptRecord[]> {
    const { rows } = await this.pool.query<AttemptRow>(ATTEMPTS, [eventIdOf(deliveryId), deliveryId]);
    return rows.map((row, index) => ({
      id: row.id,
      number: index + 1,
      startedAt: row.started_at,
      durationMs: row.duration_ms,
      outcome: outcomeOf(row.outcome),
      reason: row.reason,
      // Written by `outcome-writer.ts` and by nobody else.
      exchange: row.exchange ? (JSON.parse(row.exchange.toString('utf8')) as AttemptExchange) : NO_EXCHANGE,
    }));
  }
}

function toRecord(row: StateRow): DeliveryRecord {
  return {
    id: row.id,
    eventId: row.event_id,
    projectId: row.project_id,
    destinationId: row.destination_id,
    subscriptionId: row.subscription_id,
    status: row.status,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    completedAt: row.completed_at,
    reason: row.reason,
    ordered: row.ordered,
    replayedAt: row.replayed_at,
  };
}
