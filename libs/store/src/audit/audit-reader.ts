import type { Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import { ListConditions } from '../list-conditions.js';
import { AUDIT_COLUMNS, READ_CHAIN, READ_HEAD } from '../sql/audit.sql.js';
import { auditHash, GENESIS, INSTALLATION_CHAIN, type AuditRecord } from './audit-chain.js';

const PAGE = 500;

export interface AuditFilter {
  /** `null` = the installation. */
  readonly projectId: Uuid | null;
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly fromId?: Uuid | undefined;
  readonly toId?: Uuid | undefined;
  readonly before?: Uuid | undefined;
}

export interface AuditVerdict {
  readonly valid: boolean;
  /** Entries that hold, from the first on. */
  readonly checked: number;
  /** The number of the first entry that was changed, is missing or does not follow the one before it; `null` = none. */
  readonly brokenAt: number | null;
}

interface AuditRow {
  readonly project_id: Uuid;
  readonly id: Uuid;
  readonly number: string;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly address: string | null;
  readonly request_id: string | null;
  readonly action: string;
  readonly resource_type: string;
  readonly resource_id: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
}

interface HeadRow {
  readonly number: string | null;
  readonly hash: Buffer | null;
  readonly first: string | null;
  readonly last: string | null;
}

/** What the head says, and the first and the last number that there are. */
interface ChainEnd {
  readonly number: number;
  readonly hash: Buffer;
  readonly first: number;
  readonly last: number;
}

/** Reads the chains of changes, and proves them. */
export class AuditReader {
  constructor(private readonly pool: Pool) {}

  /** Newest first. */
  async list(filter: AuditFilter, limit: number): Promise<AuditRecord[]> {
    const list = new ListConditions()
      .add('project_id = ?', filter.projectId ?? INSTALLATION_CHAIN)
      .add('actor_id = ?', filter.actorId)
      .add('action = ?', filter.action)
      .add('resource_id = ?', filter.resourceId)
      .add('id >= ?', filter.fromId)
      .add('id < ?', filter.toId)
      .add('id < ?', filter.before);
    const { rows } = await this.pool.query<AuditRow>(
      `select ${AUDIT_COLUMNS} from audit_entry where ${list.conditions.join(' and ')} order by id desc limit ${list.parameter(limit)}`,
      list.values,
    );
    return rows.map(toRecord);
  }

  /** All that the filter finds, newest first, a page at a time in memory. */
  async *all(filter: AuditFilter): AsyncGenerator<AuditRecord> {
    for (let before = filter.before; ;) {
      const page = await this.list({ ...filter, before }, PAGE);
      yield* page;
      if (page.length < PAGE) return;
      before = page.at(-1)?.id;
    }
  }

  async find(projectId: Uuid | null, id: Uuid): Promise<AuditRecord | null> {
    const { rows } = await this.pool.query<AuditRow>(`select ${AUDIT_COLUMNS} from audit_entry where project_id = $1 and id = $2`, [
      projectId ?? INSTALLATION_CHAIN,
      id,
    ]);
    return rows[0] ? toRecord(rows[0]) : null;
  }

  /** Walks the chain as it is when it begins; what is added meanwhile is left to the next walk. */
  async verify(projectId: Uuid | null): Promise<AuditVerdict> {
    const chain = projectId ?? INSTALLATION_CHAIN;
    const end = await this.end(chain);
    // Before the first one there is nothing, and yet it would be listed.
    if (end.first < 1) return { valid: false, checked: 0, brokenAt: end.first };
    let last = { number: 0, hash: GENESIS };
    while (last.number < end.number) {
      const { rows } = await this.pool.query<AuditRow>(READ_CHAIN, [chain, last.number, end.number, PAGE]);
      if (rows.length === 0) return broken(last.number);
      for (const record of rows.map(toRecord)) {
        if (!follows(record, last)) return broken(last.number);
        last = { number: record.number, hash: record.hash };
      }
    }
    // The head is written with the last entry: where they differ, the end was cut off and written anew, or the head was set back.
    if (!last.hash.equals(end.hash)) return broken(last.number - 1);
    return end.last > last.number ? broken(last.number) : { valid: true, checked: last.number, brokenAt: null };
  }

  /** Entries without a head are a chain whose head was removed: it is walked, and cannot hold. */
  private async end(chain: Uuid): Promise<ChainEnd> {
    const { rows } = await this.pool.query<HeadRow>(READ_HEAD, [chain]);
    const { number = null, hash = null, first = null, last = null } = rows[0] ?? {};
    return { number: Number(number ?? last ?? 0), hash: hash ?? GENESIS, first: Number(first ?? 1), last: Number(last ?? 0) };
  }
}

function follows(record: AuditRecord, last: { readonly number: number; readonly hash: Buffer }): boolean {
  return record.number === last.number + 1 && record.previousHash.equals(last.hash) && record.hash.equals(auditHash(last.hash, record));
}

const broken = (checked: number): AuditVerdict => ({ valid: false, checked, brokenAt: checked + 1 });

function toRecord(row: AuditRow): AuditRecord {
  return {
    projectId: row.project_id,
    id: row.id,
    number: Number(row.number),
    at: row.at,
    actorId: row.actor_id,
    address: row.address,
    requestId: row.request_id,
    action: row.action,
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    before: row.before,
    after: row.after,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
