import type { EventFault, FilteredRoute, RawHeaders, Route, SearchKeyValue, Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import { ListConditions } from '../list-conditions.js';
import { decodeFiltered } from './filtered-block.js';
import { decodeHead } from './head-block.js';
import { decodeRoutes } from './routes-block.js';
import { decodeSearchKeys } from './search-keys-block.js';

export interface EventRecord {
  readonly id: Uuid;
  readonly projectId: Uuid;
  readonly sourceId: Uuid;
  readonly type: string;
  readonly externalId: string | null;
  readonly occurredAt: Date | null;
  readonly receivedAt: Date;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: RawHeaders;
  readonly bodyBytes: number;
  /** Hex. */
  readonly bodySha256: string;
  readonly faults: readonly EventFault[];
  /** When a person had its payload removed: there is no body, no query and no header's value any more. */
  readonly expungedAt: Date | null;
  readonly routes: readonly Route[];
  readonly filtered: readonly FilteredRoute[];
  /** What it can be looked for by, at once; the list finds it some moments later. */
  readonly searchKeys: Readonly<Record<string, string>>;
}

export interface EventFilter {
  readonly projectId: Uuid;
  readonly sourceId?: Uuid | undefined;
  readonly type?: string | undefined;
  readonly externalId?: string | undefined;
  readonly unmatched?: boolean | undefined;
  /** The value as `storableSearchValue` makes it. */
  readonly searchKey?: SearchKeyValue | undefined;
  /** Bounds by time, as ids: from inclusive, to exclusive. */
  readonly fromId?: Uuid | undefined;
  readonly toId?: Uuid | undefined;
  readonly before?: Uuid | undefined;
}

interface EventRow {
  readonly id: Uuid;
  readonly project_id: Uuid;
  readonly source_id: Uuid;
  readonly type: string;
  readonly external_id: string | null;
  readonly occurred_at: Date | null;
  readonly received_at: Date;
  readonly head: Buffer;
  readonly body_bytes: number;
  readonly body_sha256: Buffer;
  readonly faults: Buffer | null;
  readonly routes: Buffer;
  readonly expunged_at: Date | null;
  readonly filtered: Buffer | null;
  readonly search_keys: Buffer | null;
}

const COLUMNS = `id, project_id, source_id, type, external_id, occurred_at, received_at, head, coalesce(expunged_bytes, octet_length(body)) as body_bytes,
  body_sha256, faults, routes, filtered, expunged_at, search_keys`;

/** No subscription wanted it; one whose filter stopped it did. */
const UNMATCHED = 'octet_length(routes) = 0 and filtered is null';

interface ListStatement {
  readonly text: string;
  readonly values: unknown[];
}

/** The statement of a list; `event-lists.e2e-spec.ts` shows that each has a plan that reads little. */
export function listEvents(filter: EventFilter, limit: number): ListStatement {
  if (filter.searchKey) return listFoundEvents(filter, filter.searchKey, limit);
  const list = new ListConditions()
    .add('project_id = ?', filter.projectId)
    .add('id >= ?', filter.fromId)
    .add('id < ?', filter.toId)
    .add('id < ?', filter.before);
  addOwnConditions(list, filter);
  const where = list.conditions.join(' and ');
  return { text: `select ${COLUMNS} from event where ${where} order by id desc limit ${list.parameter(limit)}`, values: list.values };
}

/**
 * Found by a search key: along its index, newest first, each event by its key. The planner would rather read events until enough of them
 * have the value, which for a rare one is all of them; `limit 1` keeps it from turning the two around.
 */
function listFoundEvents(filter: EventFilter, [name, value]: SearchKeyValue, limit: number): ListStatement {
  const list = new ListConditions()
    .add('k.project_id = ?', filter.projectId)
    .add('k.name = ?', name)
    .add('k.value = ?', value)
    .add('k.event_id >= ?', filter.fromId)
    .add('k.event_id < ?', filter.toId)
    .add('k.event_id < ?', filter.before);
  const found = list.conditions.splice(0).join(' and ');
  addOwnConditions(list, filter);
  // One that is being expunged may be found for a moment after its search keys are gone.
  const own = ['id = k.event_id', 'expunged_at is null', ...list.conditions].join(' and ');
  const text = `
select e.* from search_key k cross join lateral (select ${COLUMNS} from event where ${own} limit 1) e
where ${found} order by k.event_id desc limit ${list.parameter(limit)}`;
  return { text, values: list.values };
}

function addOwnConditions(list: ListConditions, filter: EventFilter): void {
  list.add('source_id = ?', filter.sourceId).add('type = ?', filter.type).add('external_id = ?', filter.externalId);
  // Not a parameter: the planner takes the partial index `event_unmatched` only for a condition that it can read.
  if (filter.unmatched !== undefined) list.conditions.push(filter.unmatched ? UNMATCHED : `not (${UNMATCHED})`);
}

/** Reads events for people. */
export class EventReader {
  constructor(private readonly pool: Pool) {}

  /** Newest first. */
  async list(filter: EventFilter, limit: number): Promise<EventRecord[]> {
    const { rows } = await this.pool.query<EventRow>(listEvents(filter, limit));
    return rows.map(toRecord);
  }

  async find(projectId: Uuid, eventId: Uuid): Promise<EventRecord | null> {
    const { rows } = await this.pool.query<EventRow>(`select ${COLUMNS} from event where id = $1 and project_id = $2`, [
      eventId,
      projectId,
    ]);
    return rows[0] ? toRecord(rows[0]) : null;
  }

  async body(projectId: Uuid, eventId: Uuid): Promise<Buffer | null> {
    const { rows } = await this.pool.query<{ body: Buffer }>('select body from event where id = $1 and project_id = $2', [
      eventId,
      projectId,
    ]);
    return rows[0]?.body ?? null;
  }
}

function toRecord(row: EventRow): EventRecord {
  return {
    id: row.id,
    projectId: row.project_id,
    sourceId: row.source_id,
    type: row.type,
    externalId: row.external_id,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    ...decodeHead(row.head),
    bodyBytes: row.body_bytes,
    bodySha256: row.body_sha256.toString('hex'),
    // Written by `accept-batch.ts` and by nobody else.
    faults: row.faults ? (JSON.parse(row.faults.toString('utf8')) as EventFault[]) : [],
    expungedAt: row.expunged_at,
    routes: decodeRoutes(row.routes),
    filtered: decodeFiltered(row.filtered),
    searchKeys: decodeSearchKeys(row.search_keys),
  };
}
