import type { Uuid } from '@posthorn/contracts';
import { ensurePartitions } from '../partitions.js';
import { openTestDatabase, type TestDatabaseHandle } from '../testing/index.js';
import { firstIdAt } from './event-id.js';
import { listEvents, type EventFilter } from './event-reader.js';

const EVENTS = 60_000;
/** Of 8 kB; a list that reads the table would read thousands. */
const MAX_PAGES = 400;
const id = (kind: string, n: number): Uuid => `019b4132-0000-7000-8000-${kind.repeat(4)}${String(n).padStart(8, '0')}`;
const [BIG, SMALL, OLD] = [id('a', 1), id('a', 2), id('a', 3)] as const;

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Node[];
}

describe('a list of events among many', () => {
  let database: TestDatabaseHandle;
  const nowMs = Date.now();
  const at = (n: number): Uuid => firstIdAt(nowMs - (EVENTS - n) * 1_000);

  beforeAll(async () => {
    database = await openTestDatabase();
    await ensurePartitions(database.pool, nowMs - 86_400_000);
    await ensurePartitions(database.pool, nowMs);
    // One event a second; the first hundred are another project's, and one in five hundred is a small one's.
    await database.pool.query(
      `insert into event (id, project_id, source_id, type, external_id, received_at, head, body, body_sha256, routes, epoch, filtered)
      select (lpad(to_hex(ms >> 16), 8, '0') || '-' || lpad(to_hex(ms & 65535), 4, '0') || '-7000-8000-' || lpad(to_hex(n), 8, '0') || '0000')::uuid,
        (case when n <= 100 then $3 when n % 500 = 0 then $2 else $1 end)::uuid,
        (left($4, 28) || lpad((case when n <= 100 then 90 when n % 500 = 0 then 80 else n % 7 end)::text, 8, '0'))::uuid,
        case when n % 10000 = 17 then 'rare' else 'type.' || n % 20 end,
        case when n % 2 = 0 then 'ext-' || n end, now(), convert_to(repeat('h', 400), 'UTF8'), '\\x7b7d', '\\x00',
        case when n % 100 = 0 then ''::bytea else convert_to(repeat('r', 36), 'UTF8') end, 1,
        case when n % 100 = 0 and n % 5000 <> 0 then '\\x0000'::bytea end
      from (select n, $5::bigint - ($6::bigint - n) * 1000 as ms from generate_series(1, $6::int) as n) as s`,
      [BIG, SMALL, OLD, id('b', 0), nowMs, EVENTS],
    );
    // Each has a number of its own; nearly all have one currency, and one in ten thousand another.
    await database.pool.query(
      `insert into search_key (event_id, name, project_id, value)
      select id, k.name, project_id, k.value from event cross join lateral (values ('order', coalesce(external_id, 'none')),
        ('currency', case when type = 'rare' then 'XAU' else 'CHF' end)) as k(name, value)`,
    );
    await database.pool.query('analyze event; analyze search_key');
  });
  afterAll(() => database.close());

  const source = (n: number): Uuid => id('b', n);

  it.each<[string, EventFilter, number]>([
    ['everything', { projectId: BIG }, 21],
    ['everything of a small project', { projectId: SMALL }, 21],
    ['everything of a project that fell silent long ago', { projectId: OLD }, 21],
    ['a source', { projectId: BIG, sourceId: source(3) }, 21],
    ['a source of a small project', { projectId: SMALL, sourceId: source(80) }, 21],
    ['a source that is none', { projectId: BIG, sourceId: source(7_777) }, 0],
    ['a type', { projectId: BIG, type: 'type.3' }, 21],
    ['a rare type', { projectId: BIG, type: 'rare' }, 5],
    ['a type that never came', { projectId: BIG, type: 'none' }, 0],
    ['a type from a source', { projectId: BIG, sourceId: source(3), type: 'type.3' }, 21],
    ['an external id', { projectId: BIG, externalId: 'ext-4242' }, 1],
    ['an external id from a source', { projectId: BIG, externalId: 'ext-4242', sourceId: source(0) }, 1],
    ['an external id that never came', { projectId: BIG, externalId: 'ext-4243' }, 0],
    ['a period', { projectId: BIG, fromId: at(30_000), toId: at(31_000) }, 21],
    ['a type in a period', { projectId: BIG, type: 'type.4', fromId: at(30_000), toId: at(31_000) }, 21],
    ['the next page', { projectId: BIG, before: at(20_000) }, 21],
    ['unmatched ones', { projectId: BIG, unmatched: true }, 0],
    ['unmatched ones of a small project', { projectId: SMALL, unmatched: true }, 12],
    ['a search key that one has', { projectId: BIG, searchKey: ['order', 'ext-4242'] }, 1],
    ['a search key that nearly all have', { projectId: BIG, searchKey: ['currency', 'CHF'] }, 21],
    ['a search key that few have', { projectId: BIG, searchKey: ['currency', 'XAU'] }, 5],
    ['a search key of an old project', { projectId: OLD, searchKey: ['currency', 'CHF'] }, 21],
    ['a search key that none has', { projectId: BIG, searchKey: ['order', 'ext-4243'] }, 0],
    ['a search key by another name', { projectId: BIG, searchKey: ['orders', 'ext-4242'] }, 0],
    ['the next page of a search key', { projectId: BIG, searchKey: ['currency', 'CHF'], before: at(20_000) }, 21],
    ['a search key with a type', { projectId: BIG, searchKey: ['currency', 'XAU'], type: 'rare' }, 5],
    ['matched ones', { projectId: BIG, unmatched: false }, 21],
  ])('reads little: %s', async (_name, filter, found) => {
    const statement = listEvents(filter, 21);
    expect((await database.pool.query(statement)).rowCount).toBe(found);
    const { rows } = await database.pool.query<{ 'QUERY PLAN': [{ Plan: Node }] }>({
      ...statement,
      text: `explain (analyze, buffers, format json) ${statement.text}`,
    });
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    if (!plan) throw new Error('there is no plan');
    expect(plan['Shared Hit Blocks'] + plan['Shared Read Blocks']).toBeLessThan(MAX_PAGES);
    expect(nodes(plan).filter((node) => node['Node Type'] === 'Seq Scan' && (node['Shared Hit Blocks'] ?? 0) > 1)).toEqual([]);
  });
});

function nodes(plan: Node): readonly Node[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodes)];
}
