import type { DeliveryReason, Uuid } from '@posthorn/contracts';
import type { Pool, PoolClient } from 'pg';
import { eventIdOf } from '../events/event-id.js';
import { letGoOfKeys } from '../queue/delivery-order.js';
import { deliveryStateSql } from '../sql/delivery-state.sql.js';
import { DEADLOCK_STATE, sqlStateOf } from '../store-errors.js';
import { countEnded, countRevived } from '../sql/count-ended.sql.js';
import type { DeliveryRecord } from './delivery-reader.js';
import { STORED_STATUS } from './stored-status.js';

/** Whose waiting deliveries: everything of a project, a destination, or a subscription, or (of a source) of its events. */
export type DeliveryOwner =
  { readonly projectId: Uuid } | { readonly destinationId: Uuid } | { readonly subscriptionId: Uuid } | { readonly sourceId: Uuid };

type Ended = { readonly status: 'failed' | 'cancelled'; readonly reason: DeliveryReason };

/** Writes the end at once, even where no delivery row existed, so that nothing starts it again. Not over an end that is there. */
const END = `
with over as (
  insert into delivery as old (event_id, id, project_id, destination_id, subscription_id, status, reason, attempts, completed_at, ordered)
  select e, d, p, dst, sub, $6, $7, 0, now(), exists (select from queue q where q.delivery_id = d and q.order_key is not null)
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) as t(e, d, p, dst, sub)
  on conflict (event_id, id) do update set status = excluded.status, reason = excluded.reason, completed_at = excluded.completed_at
  where old.status = 2
  returning id, event_id, status
), counted as (
  ${countEnded('over')}
), gone as (
  delete from queue using over where queue.delivery_id = over.id returning encode(order_key, 'hex') as key
)
select id, array(select key from gone where key is not null) as keys from over`;

const WAITING_PAGE = 1_000;
const MAX_TRIES = 5;
const NO_ID: Uuid = '00000000-0000-0000-0000-000000000000';

/** What people do to deliveries. */
export class DeliveryControl {
  constructor(private readonly pool: Pool) {}

  /** `false` = it had ended already. */
  async cancel(delivery: DeliveryRecord, reason: DeliveryReason): Promise<boolean> {
    const { ids, keys } = await this.end(this.pool, [delivery], { status: 'cancelled', reason });
    await letGoOfKeys(this.pool, keys);
    return ids.length > 0;
  }

  /** Makes a scheduled delivery due now. `false` = it is not waiting (an attempt is under way, or it has ended), or others of its key are before it. */
  async hurry(deliveryId: Uuid): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `update queue set due_at = least(due_at, now()), claimed_by = null where delivery_id = $1 and (claimed_by is null or claimed_by = 0)
       and (order_key is null or not exists (select from queue before where before.order_key = queue.order_key and before.order_no < queue.order_no))`,
      [deliveryId],
    );
    return rowCount === 1;
  }

  /** Gives a failed or cancelled delivery a fresh schedule, in no order any more: others of its key may have gone on. `false` = it is neither any more. */
  async revive(delivery: DeliveryRecord): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      // `for share` waits for an expunge that is under way: what has no payload any more is not sent again.
      `with whole as materialized (
        select id from event where id = $1 and expunged_at is null for share
      ), found as (
        select event_id, id, status from delivery where event_id = $1 and id = $2 and status in (3, 4) for update
      ), revived as (
        update delivery set status = 2, reason = null, completed_at = null, ordered = false from found
        where delivery.event_id = $1 and delivery.id = $2 and delivery.status in (3, 4) and exists (select from whole)
        returning delivery.id, project_id, destination_id, subscription_id, attempts, found.event_id, found.status
      ), counted as (
        ${countRevived('revived')}
      )
      insert into queue (delivery_id, project_id, destination_id, subscription_id, due_at, slot, attempts)
      select id, project_id, destination_id, subscription_id, now(), 0, attempts from revived
      on conflict (delivery_id) do update set due_at = excluded.due_at, slot = 0, claimed_by = null, order_key = null, order_no = null`,
      [eventIdOf(delivery.id), delivery.id],
    );
    return rowCount === 1;
  }

  /** Ends every delivery of the owner that waits in the queue. Answers their ids. */
  async endWaiting(owner: DeliveryOwner, ended: Ended): Promise<Uuid[]> {
    const all: Uuid[] = [];
    // By key: a row that stays although its delivery has ended (`over` skips it) must not come back with each page.
    for (let after: Uuid = NO_ID; ;) {
      const page = await this.endPage(owner, after, ended);
      all.push(...page.ids);
      if (page.next === null) return all;
      after = page.next;
    }
  }

  private async endPage(
    owner: DeliveryOwner,
    after: Uuid,
    ended: Ended,
  ): Promise<{ readonly ids: readonly Uuid[]; readonly next: Uuid | null }> {
    for (let tried = 1; ; tried++) {
      const client = await this.pool.connect();
      try {
        await client.query('begin');
        const waiting = await this.waitingOf(client, owner, after);
        const { ids, keys } = await this.end(client, waiting, ended);
        await client.query('commit');
        await letGoOfKeys(client, keys);
        return { ids, next: waiting[WAITING_PAGE - 1]?.id ?? null };
      } catch (error) {
        await client.query('rollback').catch(() => undefined);
        // The outcomes' statement locks a delivery before its queue row, this one the other way round: one of the two begins again.
        if (sqlStateOf(error) !== DEADLOCK_STATE || tried === MAX_TRIES) throw error;
      } finally {
        client.release();
      }
    }
  }

  /** Ends whatever of an event has not ended, in the caller's transaction: waiting, claimed, or known to a process's memory alone. */
  async endOfEvent(client: PoolClient, eventId: Uuid, ended: Ended): Promise<EndedDeliveries> {
    const { rows } = await client.query<StateRef>(deliveryStateSql(['event_id = $1', `status in ('scheduled', 'delivering')`], null), [
      eventId,
    ]);
    return this.end(client, rows.map(toEndedRef), ended);
  }

  private async waitingOf(client: PoolClient, owner: DeliveryOwner, after: Uuid): Promise<EndedRef[]> {
    const [condition, id] = waitingIn(owner);
    const { rows } = await client.query<{ delivery_id: Uuid; project_id: Uuid; destination_id: Uuid; subscription_id: Uuid }>(
      `select q.delivery_id, q.project_id, q.destination_id, q.subscription_id from queue q
       where (q.claimed_by is null or q.claimed_by = 0) and q.delivery_id > $2 and ${condition} order by q.delivery_id limit ${WAITING_PAGE} for update`,
      [id, after],
    );
    return rows.map((row) => toEndedRef({ ...row, id: row.delivery_id }));
  }

  private async end(db: Pool | PoolClient, deliveries: readonly EndedRef[], ended: Ended): Promise<EndedDeliveries> {
    if (deliveries.length === 0) return { ids: [], keys: [] };
    const { rows } = await db.query<{ id: Uuid; keys: string[] }>(END, [
      deliveries.map((delivery) => eventIdOf(delivery.id)),
      deliveries.map((delivery) => delivery.id),
      deliveries.map((delivery) => delivery.projectId),
      deliveries.map((delivery) => delivery.destinationId),
      deliveries.map((delivery) => delivery.subscriptionId),
      STORED_STATUS[ended.status],
      ended.reason,
    ]);
    return { ids: rows.map((row) => row.id), keys: rows[0]?.keys ?? [] };
  }
}

function waitingIn(owner: DeliveryOwner): readonly [condition: string, id: Uuid] {
  if ('destinationId' in owner) return ['q.destination_id = $1', owner.destinationId];
  if ('subscriptionId' in owner) return ['q.subscription_id = $1', owner.subscriptionId];
  if ('projectId' in owner) return ['q.project_id = $1', owner.projectId];
  return [`exists (select from event e where e.id = (left(q.delivery_id::text, 32) || '0000')::uuid and e.source_id = $1)`, owner.sourceId];
}

export interface EndedDeliveries {
  readonly ids: readonly Uuid[];
  /** Ordering keys that lost a delivery. */
  readonly keys: readonly string[];
}

interface EndedRef {
  readonly id: Uuid;
  readonly projectId: Uuid;
  readonly destinationId: Uuid;
  readonly subscriptionId: Uuid;
}

interface StateRef {
  readonly id: Uuid;
  readonly project_id: Uuid;
  readonly destination_id: Uuid;
  readonly subscription_id: Uuid;
}

function toEndedRef(row: StateRef): EndedRef {
  return { id: row.id, projectId: row.project_id, destinationId: row.destination_id, subscriptionId: row.subscription_id };
}
