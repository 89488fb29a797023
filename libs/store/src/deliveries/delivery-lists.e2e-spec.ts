import { DELIVERY_STATUSES, type Uuid } from '@posthorn/contracts';
import { firstIdAt } from '../events/event-id.js';
import { ensurePartitions } from '../partitions.js';
import { openTestDatabase, type TestDatabaseHandle } from '../testing/index.js';
import { deliveryStateSql } from '../sql/delivery-state.sql.js';
import { DeliveryReader, listDeliveries, type DeliveryFilter } from './delivery-reader.js';

const EVENTS = 60_000;
/** One in so many waits in the queue, as behind a destination that is away. */
const WAITS = 3;
/** Of 8 kB; a list that reads the table would read thousands. */
const MAX_PAGES = 600;
const id = (kind: string, n: number): Uuid => `019b4132-0000-7000-8000-${kind.repeat(4)}${String(n).padStart(8, '0')}`;
const [BIG, SMALL] = [id('a', 1), id('a', 2)] as const;

interface Node {
  readonly 'Node Type': string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}

describe('a list of deliveries among many', () => {
  let database: TestDatabaseHandle;
  const nowMs = Date.now();
  const at = (n: number): Uuid => firstIdAt(nowMs - (EVENTS - n) * 1_000);

  beforeAll(async () => {
    database = await openTestDatabase();
    await ensurePartitions(database.pool, nowMs - 86_400_000);
    await ensurePartitions(database.pool, nowMs);
    const eventId = `(lpad(to_hex(ms >> 16), 8, '0') || '-' || lpad(to_hex(ms & 65535), 4, '0') || '-7000-8000-' || lpad(to_hex(n), 8, '0') || '0000')::uuid`;
    const events = `(select ${eventId} as e, n from (select n, $1::bigint - ($2::bigint - n) * 1000 as ms from generate_series(1, $2::int) as n) as s) as x`;
    const owner = `(case when n % 50 = 0 then '${SMALL}' else '${BIG}' end)::uuid`;
    // The last destination fell silent long ago.
    const destination = `('${id('d', 0).slice(0, -1)}' || case when n < 100 then 9 else n % 3 end)::uuid`;
    const delivery = `(left(e::text, 32) || '0001')::uuid`;
    await database.pool.query(
      `insert into delivery (event_id, id, project_id, destination_id, subscription_id, status, attempts, completed_at, exchange)
       select e, ${delivery}, ${owner}, ${destination}, ${destination}, case when n % 1000 = 7 then 3 when n % 1000 = 8 then 2 else 1 end, 1, now(), convert_to(repeat('x', 400), 'UTF8')
       from ${events} where n % ${WAITS} <> 0 or n < 100`,
      [nowMs, EVENTS],
    );
    await database.pool.query(
      `insert into queue (delivery_id, project_id, destination_id, subscription_id, due_at, slot, attempts, claimed_by)
       select ${delivery}, ${owner}, ${destination}, ${destination}, now() + interval '1 day', 0, 0, case when n % 600 = 3 then 1 end
       from ${events} where (n % ${WAITS} = 0 and n >= 100) or n % 1000 = 8`,
      [nowMs, EVENTS],
    );
    await database.pool.query('analyze delivery; analyze queue');
  });
  afterAll(() => database.close());

  it('has each delivery once, as it stands, and the lists by status share them out', async () => {
    const period = { projectId: BIG, fromId: at(50), toId: at(2_050) };
    const rowsOf = async (statement: { text: string; values?: unknown[] }): Promise<object[]> =>
      (await database.pool.query<object>(statement)).rows;
    const all = await rowsOf(listDeliveries(period, 5_000));
    const conditions = ['project_id = $1', 'event_id >= $2', 'event_id < $3'];
    expect(all).toEqual(await rowsOf({ text: deliveryStateSql(conditions, '5000'), values: [BIG, period.fromId, period.toId] }));
    expect(all).toHaveLength(1_960);
    const shares = await Promise.all(DELIVERY_STATUSES.map((status) => rowsOf(listDeliveries({ ...period, status }, 5_000))));
    expect(shares.map((share) => share.length > 0)).toEqual([true, true, true, true, false]);
    expect(new Set(shares.flat().map((row) => JSON.stringify(row)))).toEqual(new Set(all.map((row) => JSON.stringify(row))));
    const reader = new DeliveryReader(database.pool);
    const pages: Uuid[] = [];
    for (let before: Uuid | undefined; ; before = pages.at(-1)) {
      const page = await reader.list({ ...period, before }, 700);
      pages.push(...page.map((delivery) => delivery.id));
      if (page.length < 700) break;
    }
    expect(pages).toEqual(all.map((row) => ('id' in row ? row.id : null)));
  });

  it.each<[string, DeliveryFilter, number]>([
    ['everything', { projectId: BIG }, 21],
    ['everything of a small project', { projectId: SMALL }, 21],
    ['delivered', { projectId: BIG, status: 'delivered' }, 21],
    ['failed', { projectId: BIG, status: 'failed' }, 21],
    ['cancelled, which none is', { projectId: BIG, status: 'cancelled' }, 0],
    ['scheduled', { projectId: BIG, status: 'scheduled' }, 21],
    ['failed of a small project, which none is', { projectId: SMALL, status: 'failed' }, 0],
    ['a destination', { projectId: BIG, destinationId: id('d', 1) }, 21],
    ['a destination that fell silent long ago', { projectId: BIG, destinationId: id('d', 9), status: 'delivered' }, 21],
    ['a destination that is none', { projectId: BIG, destinationId: id('d', 7), status: 'delivered' }, 0],
    ['failed of a destination', { projectId: BIG, status: 'failed', destinationId: id('d', 1) }, 19],
    ['a subscription', { projectId: BIG, subscriptionId: id('d', 1) }, 21],
    ['an event', { projectId: BIG, eventId: at(50_000) }, 0],
    ['a period', { projectId: BIG, fromId: at(30_000), toId: at(31_000) }, 21],
    ['the next page', { projectId: BIG, before: at(20_000) }, 21],
    ['the next page of what failed', { projectId: BIG, status: 'failed', before: at(30_000) }, 20],
    ['the next page of a destination', { projectId: BIG, destinationId: id('d', 2), before: at(20_000) }, 21],
  ])('reads little: %s', async (_name, filter, found) => {
    const statement = listDeliveries(filter, 21);
    const { rows: listed } = await database.pool.query<{ id: Uuid }>(statement);
    expect(listed).toHaveLength(found);
    expect(listed.map((row) => row.id)).toEqual([...new Set(listed.map((row) => row.id))].sort().reverse());
    const { rows } = await database.pool.query<{ 'QUERY PLAN': [{ Plan: Node }] }>({
      ...statement,
      text: `explain (analyze, buffers, format json) ${statement.text}`,
    });
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    if (!plan) throw new Error('there is no plan');
    expect(plan['Shared Hit Blocks'] + plan['Shared Read Blocks']).toBeLessThan(MAX_PAGES);
  });
});
