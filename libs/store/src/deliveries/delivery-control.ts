import type { DeliveryReason, Uuid } from '@posthorn/contracts';
import type { Pool, PoolClient } from 'pg';
import { eventIdOf } from '../events/event-id.js';
import { countEnded, countRevived } from '../sql/count-ended.sql.js';
import type { DeliveryRecord } from './delivery-reader.js';
import { STORED_STATUS } from './stored-status.js';

/** Whose waiting deliveries: everything of a destination, or of a subscription, or (of a source) of its events. */
export type DeliveryOwner = { readonly destinationId: Uuid } | { readonly subscriptionId: Uuid } | { readonly sourceId: Uuid };

type Ended = { readonly status: 'failed' | 'cancelled'; readonly reason: DeliveryReason };

/** Writes the end at once, even where no delivery row existed, so that nothing starts it again. Not over an end that is there. */
const END = `
with over as (
  insert into delivery as old (event_id, id, project_id, destination_id, subscription_id, status, reason, attempts, completed_at)
  select e, d, p, dst, sub, $6, $7, 0, now()
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) as t(e, d, p, dst, sub)
  on conflict (event_id, id) do update set status = excluded.status, reason = excluded.reason, completed_at = excluded.completed_at
  where old.status = 2
  returning id, event_id, status
), counted as (
  ${countEnded('over')}
), gone as (
  delete from queue using over where queue.delivery_id = over.id
)
select id from over`;

const WAITING_PAGE = 1_000;

/** What people do to deliveries. */
export class DeliveryControl {
  constructor(private readonly pool: Pool) {}

  /** `false` = it had ended already. */
  async cancel(delivery: DeliveryRecord, reason: DeliveryReason): Promise<boolean> {
    return (await this.end(this.pool, [delivery], { status: 'cancelled', reason })).length > 0;
  }

  /** Makes a scheduled delivery due now. `false` = it is not waiting (an attempt is under way, or it has ended). */
  async hurry(deliveryId: Uuid): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      'update queue set due_at = least(due_at, now()) where delivery_id = $1 and claimed_by is null',
      [deliveryId],
    );
    return rowCount === 1;
  }

  /** Gives a failed or cancelled delivery a fresh schedule. `false` = it is neither any more. */
  async revive(delivery: DeliveryRecord): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `with found as (
        select event_id, id, status from delivery where event_id = $1 and id = $2 and status in (3, 4) for update
      ), revived as (
        update delivery set status = 2, reason = null, completed_at = null from found
        where delivery.event_id = $1 and delivery.id = $2 and delivery.status in (3, 4)
        returning delivery.id, project_id, destination_id, subscription_id, attempts, found.event_id, found.status
      ), counted as (
        ${countRevived('revived')}
      )
      insert into queue (delivery_id, project_id, destination_id, subscription_id, due_at, slot, attempts)
      select id, project_id, destination_id, subscription_id, now(), 0, attempts from revived
      on conflict (delivery_id) do update set due_at = excluded.due_at, slot = 0, claimed_by = null`,
      [eventIdOf(delivery.id), delivery.id],
    );
    return rowCount === 1;
  }

  /** Ends every delivery of the owner that waits in the queue. Answers their ids. */
  async endWaiting(owner: DeliveryOwner, ended: Ended): Promise<Uuid[]> {
    const all: Uuid[] = [];
    for (;;) {
      const client = await this.pool.connect();
      try {
        await client.query('begin');
        const waiting = await this.waitingOf(client, owner);
        if (waiting.length > 0) all.push(...(await this.end(client, waiting, ended)));
        await client.query('commit');
        if (waiting.length < WAITING_PAGE) return all;
      } catch (error) {
        await client.query('rollback').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    }
  }

  private async waitingOf(client: PoolClient, owner: DeliveryOwner): Promise<EndedRef[]> {
    const [condition, id] =
      'destinationId' in owner
        ? (['q.destination_id = $1', owner.destinationId] as const)
        : 'subscriptionId' in owner
          ? (['q.subscription_id = $1', owner.subscriptionId] as const)
          : [
              `exists (select from event e where e.id = (left(q.delivery_id::text, 32) || '0000')::uuid and e.source_id = $1)`,
              owner.sourceId,
            ];
    const { rows } = await client.query<{ delivery_id: Uuid; project_id: Uuid; destination_id: Uuid; subscription_id: Uuid }>(
      `select q.delivery_id, q.project_id, q.destination_id, q.subscription_id from queue q
       where q.claimed_by is null and ${condition} order by q.delivery_id limit ${WAITING_PAGE} for update`,
      [id],
    );
    return rows.map((row) => ({
      id: row.delivery_id,
      projectId: row.project_id,
      destinationId: row.destination_id,
      subscriptionId: row.subscription_id,
    }));
  }

  private async end(db: Pool | PoolClient, deliveries: readonly EndedRef[], ended: Ended): Promise<Uuid[]> {
    const { rows } = await db.query<{ id: Uuid }>(END, [
      deliveries.map((delivery) => eventIdOf(delivery.id)),
      deliveries.map((delivery) => delivery.id),
      deliveries.map((delivery) => delivery.projectId),
      deliveries.map((delivery) => delivery.destinationId),
      deliveries.map((delivery) => delivery.subscriptionId),
      STORED_STATUS[ended.status],
      ended.reason,
    ]);
    return rows.map((row) => row.id);
  }
}

interface EndedRef {
  readonly id: Uuid;
  readonly projectId: Uuid;
  readonly destinationId: Uuid;
  readonly subscriptionId: Uuid;
}
