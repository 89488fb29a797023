import type { AttemptExchange, DeliveryReason, RawHeaders, Uuid } from '@posthorn/contracts';
import type { Pool, PoolClient } from 'pg';
import type { DeliveryControl, EndedDeliveries } from '../deliveries/delivery-control.js';
import { letGoOfKeys } from '../queue/delivery-order.js';
import { EXCHANGES, EXPUNGE_EVENT, JUST_EXPUNGED, REPLACE_EXCHANGE, REPLACE_FIRST_EXCHANGE } from '../sql/expunge.sql.js';
import { REMOVE_SEARCH_KEYS } from '../sql/search-keys.sql.js';
import { decodeHead, encodeHead, type RequestHead } from './head-block.js';

const EXPUNGED: DeliveryReason = 'event-expunged';
/** Shown in place of what was removed. */
export const EXPUNGED_TEXT = '[expunged]';
/** An attempt takes a minute at most, and its record some retries of the statement. */
const LATE_SECONDS = 900;

interface ExchangeRow {
  readonly delivery_id: Uuid;
  /** `null` = the first, which stands in the delivery's row. */
  readonly attempt_id: Uuid | null;
  readonly exchange: Buffer;
}

/** Ordering keys that lost a delivery: what stands behind may go on. */
type EndedKeys = Pick<EndedDeliveries, 'keys'>;

/** What an expunge did. */
export interface ExpungedEvent {
  /** `false` = it had been done before. */
  readonly changed: boolean;
  /** Deliveries that waited, and that a process may hold. */
  readonly cancelled: readonly Uuid[];
}

/**
 * Removes one event's payload for good, on a person's request: body, header values and query are overwritten, with what attempts kept
 * of requests and answers, and what waits is cancelled. History keeps that it happened, its size and its digest.
 * (Postgres's old row versions go with the next vacuum, and backups are the operator's to deal with.)
 */
export class Expunge {
  constructor(
    private readonly pool: Pool,
    private readonly control: DeliveryControl,
  ) {}

  /** `null` = there is no such event. Safe to repeat. */
  async run(projectId: Uuid, eventId: Uuid): Promise<ExpungedEvent | null> {
    const client = await this.pool.connect();
    let broken = true;
    try {
      await client.query('begin');
      const done = await this.expunge(client, projectId, eventId);
      await client.query('commit');
      if (done) await letGoOfKeys(client, done.keys);
      broken = false;
      return done;
    } catch (error) {
      broken = await client.query('rollback').then(
        () => false,
        () => true,
      );
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Once more for attempts, and search keys, that were under way at the time and were recorded later. Answers how many it found. */
  async runLate(): Promise<number> {
    const { rows } = await this.pool.query<{ id: Uuid }>(JUST_EXPUNGED, [LATE_SECONDS]);
    let found = 0;
    for (const { id } of rows) {
      found += await removeExchanges(this.pool, id);
      found += (await this.pool.query({ ...REMOVE_SEARCH_KEYS, values: [id] })).rowCount ?? 0;
    }
    return found;
  }

  private async expunge(client: PoolClient, projectId: Uuid, eventId: Uuid): Promise<(ExpungedEvent & EndedKeys) | null> {
    const { rows } = await client.query<{ head: Buffer; expunged: boolean }>(
      'select head, expunged_at is not null as expunged from event where id = $1 and project_id = $2',
      [eventId, projectId],
    );
    const [event] = rows;
    if (!event) return null;
    if (event.expunged) return { changed: false, cancelled: [], keys: [] };
    const head = encodeHead(withoutValues(decodeHead(event.head)));
    const { rowCount } = await client.query({ ...EXPUNGE_EVENT, values: [eventId, projectId, head] });
    await client.query({ ...REMOVE_SEARCH_KEYS, values: [eventId] });
    // A statement later, so that it sees what a retry has committed that this one had to wait for.
    const { ids: cancelled, keys } = await this.control.endOfEvent(client, eventId, { status: 'cancelled', reason: EXPUNGED });
    await removeExchanges(client, eventId);
    return { changed: rowCount === 1, cancelled, keys };
  }
}

function withoutValues(head: RequestHead): RequestHead {
  const headers: RawHeaders = head.headers.map((part, at) => (at % 2 === 0 ? part : EXPUNGED_TEXT));
  return { method: head.method, path: head.path, query: '', headers };
}

async function removeExchanges(db: Pool | PoolClient, eventId: Uuid): Promise<number> {
  const { rows } = await db.query<ExchangeRow>({ ...EXCHANGES, values: [eventId] });
  let changed = 0;
  for (const { delivery_id, attempt_id, exchange } of rows) {
    const left = Buffer.from(JSON.stringify(withoutPayload(JSON.parse(exchange.toString('utf8')) as AttemptExchange)));
    if (left.equals(exchange)) continue;
    const statement = attempt_id === null ? REPLACE_FIRST_EXCHANGE : REPLACE_EXCHANGE;
    await db.query({ ...statement, values: [eventId, attempt_id ?? delivery_id, left] });
    changed++;
  }
  return changed;
}

/** The bare facts: where to, how much, which status. A receiver's answer and its headers may repeat what it was sent. */
function withoutPayload({ request, response, error }: AttemptExchange): AttemptExchange {
  return {
    request: request && { method: request.method, url: withoutQuery(request.url), headers: [], bodyBytes: request.bodyBytes },
    response: response && { status: response.status, headers: [], body: '', truncated: response.truncated || response.body !== '' },
    error: error === null ? null : EXPUNGED_TEXT,
  };
}

function withoutQuery(url: string): string {
  const mark = url.indexOf('?');
  return mark === -1 ? url : url.slice(0, mark);
}
