import type { RawHeaders, RefusalReason, Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import { firstIdAt } from '../events/event-id.js';
import { decodeHead } from '../events/head-block.js';
import { hourAt } from '../ledger/ledger-hour.js';
import { ListConditions } from '../list-conditions.js';

export interface RefusalRecord {
  readonly id: Uuid;
  readonly sourceId: Uuid;
  readonly receivedAt: Date;
  readonly reason: RefusalReason;
  readonly detail: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: RawHeaders;
  /** Received; `body` may hold less. */
  readonly bodyBytes: number;
  readonly body: Buffer;
  readonly remoteAddress: string;
  /** The event that it was made after all. */
  readonly acceptedEventId: Uuid | null;
}

/** With what only the relay itself may read. */
export interface SealedRefusalRecord extends RefusalRecord {
  /** What stands redacted in headers and query, encrypted. */
  readonly credentials: Buffer | null;
}

export interface RefusalFilter {
  readonly projectId: Uuid;
  readonly sourceId?: Uuid | undefined;
  readonly reason?: RefusalReason | undefined;
  readonly fromId?: Uuid | undefined;
  readonly toId?: Uuid | undefined;
  readonly before?: Uuid | undefined;
  readonly accepted?: boolean | undefined;
}

export interface OpenRefusalFilter extends Omit<RefusalFilter, 'before' | 'accepted'> {
  readonly after?: Uuid | undefined;
}

export interface NotKeptFilter {
  readonly projectId: Uuid;
  readonly sourceId?: Uuid | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
}

interface RefusalRow {
  readonly id: Uuid;
  readonly source_id: Uuid;
  readonly received_at: Date;
  readonly reason: RefusalReason;
  readonly detail: string;
  readonly head: Buffer;
  readonly body: Buffer;
  readonly body_bytes: number;
  readonly remote_address: string;
  readonly accepted_event_id: Uuid | null;
}

const COLUMNS = 'id, source_id, received_at, reason, detail, head, body, body_bytes, remote_address, accepted_event_id';

/** The statement of a list; `refusal-lists.e2e-spec.ts` shows that each has a plan that reads little. */
export function listRefusals(filter: RefusalFilter, limit: number): { readonly text: string; readonly values: unknown[] } {
  const list = new ListConditions()
    .add('project_id = ?', filter.projectId)
    .add('source_id = ?', filter.sourceId)
    .add('reason = ?', filter.reason)
    .add('id >= ?', filter.fromId)
    .add('id < ?', filter.toId)
    .add('id < ?', filter.before);
  // Not a parameter: the planner takes the partial index `refusal_accepted` only for a condition that it can read.
  if (filter.accepted !== undefined) list.conditions.push(`accepted_event_id is ${filter.accepted ? 'not ' : ''}null`);
  const where = list.conditions.join(' and ');
  return { text: `select ${COLUMNS} from refusal where ${where} order by id desc limit ${list.parameter(limit)}`, values: list.values };
}

/** Reads refusals for people. */
export class RefusalReader {
  constructor(private readonly pool: Pool) {}

  /** Newest first. */
  async list(filter: RefusalFilter, limit: number): Promise<RefusalRecord[]> {
    const { rows } = await this.pool.query<RefusalRow>(listRefusals(filter, limit));
    return rows.map(toRecord);
  }

  /** Refusals that have not been accepted, oldest first, as they are accepted: events come in the order in which they were sent. */
  async listOpen(filter: OpenRefusalFilter, limit: number): Promise<Uuid[]> {
    const list = new ListConditions()
      .add('project_id = ?', filter.projectId)
      .add('source_id = ?', filter.sourceId)
      .add('reason = ?', filter.reason)
      .add('id >= ?', filter.fromId)
      .add('id < ?', filter.toId)
      .add('id > ?', filter.after);
    list.conditions.push('accepted_event_id is null');
    const { rows } = await this.pool.query<{ id: Uuid }>(
      `select id from refusal where ${list.conditions.join(' and ')} order by id limit ${list.parameter(limit)}`,
      list.values,
    );
    return rows.map(({ id }) => id);
  }

  /** How many were refused and not kept, by whole hours, as the ledger has it. */
  async countNotKept(filter: NotKeptFilter): Promise<number> {
    const list = new ListConditions()
      .add('source.project_id = ?', filter.projectId)
      .add('source.id = ?', filter.sourceId)
      .add('hour >= ?::uuid', filter.fromMs === undefined ? undefined : hourAt(filter.fromMs))
      .add('hour < ?::uuid', filter.toMs === undefined ? undefined : firstIdAt(filter.toMs));
    const counted = (table: string): string =>
      `select refused_not_kept as n from ${table} join source on source.id = source_id where ${list.conditions.join(' and ')}`;
    const { rows } = await this.pool.query<{ count: string }>(
      `select coalesce(sum(n), 0) as count from (${counted('ledger_delta')} union all ${counted('ledger_total')}) as counts`,
      list.values,
    );
    return Number(rows[0]?.count ?? 0);
  }

  async findSealed(projectId: Uuid, refusalId: Uuid): Promise<SealedRefusalRecord | null> {
    const { rows } = await this.pool.query<RefusalRow & { readonly credentials: Buffer | null }>(
      `select ${COLUMNS}, credentials from refusal where id = $1 and project_id = $2`,
      [refusalId, projectId],
    );
    return rows[0] ? { ...toRecord(rows[0]), credentials: rows[0].credentials } : null;
  }

  /** Notes the event that a refusal was made; the first note stays. */
  async noteAccepted(refusalId: Uuid, eventId: Uuid): Promise<void> {
    await this.pool.query('update refusal set accepted_event_id = $2 where id = $1 and accepted_event_id is null', [refusalId, eventId]);
  }

  async find(projectId: Uuid, refusalId: Uuid): Promise<RefusalRecord | null> {
    const { rows } = await this.pool.query<RefusalRow>(`select ${COLUMNS} from refusal where id = $1 and project_id = $2`, [
      refusalId,
      projectId,
    ]);
    return rows[0] ? toRecord(rows[0]) : null;
  }
}

function toRecord(row: RefusalRow): RefusalRecord {
  return {
    id: row.id,
    sourceId: row.source_id,
    receivedAt: row.received_at,
    reason: row.reason,
    detail: row.detail,
    ...decodeHead(row.head),
    bodyBytes: row.body_bytes,
    body: row.body,
    remoteAddress: row.remote_address,
    acceptedEventId: row.accepted_event_id,
  };
}
