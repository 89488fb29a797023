import type { RawHeaders, RefusalReason, Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import { decodeHead } from '../events/head-block.js';
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
}

export interface RefusalFilter {
  readonly projectId: Uuid;
  readonly sourceId?: Uuid | undefined;
  readonly reason?: RefusalReason | undefined;
  readonly fromId?: Uuid | undefined;
  readonly toId?: Uuid | undefined;
  readonly before?: Uuid | undefined;
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
}

const COLUMNS = 'id, source_id, received_at, reason, detail, head, body, body_bytes, remote_address';

/** Reads refusals for people. */
export class RefusalReader {
  constructor(private readonly pool: Pool) {}

  /** Newest first. */
  async list(filter: RefusalFilter, limit: number): Promise<RefusalRecord[]> {
    const list = new ListConditions()
      .add('project_id = ?', filter.projectId)
      .add('source_id = ?', filter.sourceId)
      .add('reason = ?', filter.reason)
      .add('id >= ?', filter.fromId)
      .add('id < ?', filter.toId)
      .add('id < ?', filter.before);
    const { rows } = await this.pool.query<RefusalRow>(
      `select ${COLUMNS} from refusal where ${list.conditions.join(' and ')} order by id desc limit ${list.parameter(limit)}`,
      list.values,
    );
    return rows.map(toRecord);
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
  };
}
