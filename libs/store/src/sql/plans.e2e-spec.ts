import { openTestDatabase, type TestDatabaseHandle } from '../testing/index.js';
import { ensurePartitions } from '../partitions.js';
import { ACCEPT } from './accept.sql.js';
import { CLAIM, LANES, LOAD_CLAIMED, RELEASE_FORGOTTEN } from './claim.sql.js';
import { DUPLICATES } from './duplicates.sql.js';
import { EVENT_SOURCES } from './event-sources.sql.js';
import { EXPIRE } from './expire.sql.js';
import { OWN, PARK, PARKED_HEADS, UNPARK } from './order.sql.js';
import { EXCHANGES, EXPUNGE_EVENT } from './expunge.sql.js';
import { FOLD } from './fold.sql.js';
import { OUTCOMES } from './outcomes.sql.js';
import { LOCK_EVENT, REPLAY } from './replay.sql.js';
import { QUEUE_ROUTES, SCAN_EPOCH } from './take-over.sql.js';
import { REMOVE_SEARCH_KEYS, WRITE_SEARCH_KEYS, WRITE_SEARCH_KEYS_OF_EPOCH } from './search-keys.sql.js';
import { TALLY } from './tally.sql.js';
import { REFUSE } from './refuse.sql.js';

const STATEMENTS = [
  ACCEPT,
  DUPLICATES,
  OUTCOMES,
  LANES,
  CLAIM,
  LOAD_CLAIMED,
  RELEASE_FORGOTTEN,
  QUEUE_ROUTES,
  SCAN_EPOCH,
  EXPIRE,
  OWN,
  PARK,
  UNPARK,
  PARKED_HEADS,
  EXPUNGE_EVENT,
  EXCHANGES,
  REFUSE,
  TALLY,
  FOLD,
  EVENT_SOURCES,
  LOCK_EVENT,
  REPLAY,
  WRITE_SEARCH_KEYS,
  WRITE_SEARCH_KEYS_OF_EPOCH,
  REMOVE_SEARCH_KEYS,
];

describe('the plan of', () => {
  let database: TestDatabaseHandle;

  beforeAll(async () => {
    database = await openTestDatabase();
    await ensurePartitions(database.pool, Date.now());
  });
  afterAll(() => database.close());

  // Prepared statements keep the plan of their first minutes, made while the tables are empty and a scan looks cheap.
  it.each(STATEMENTS.map((statement) => [statement.name, statement.text]))(
    '%s never reads a table from end to end',
    async (_name, text) => {
      const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${text}`);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan.match(/Seq Scan on (event|delivery|attempt|refusal|queue|dedupe|process|ledger_total|search_key)\w*/g) ?? []).toEqual([]);
    },
  );
});
