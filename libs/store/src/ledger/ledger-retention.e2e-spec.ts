import { DAY_MS } from '../partitions.js';
import { Retention } from '../retention/retention.js';
import { beginTestProcess, openTestDatabase, recordOutcome, storeDelivery, TestLedger } from '../testing/index.js';

const RETENTION_DAYS = 30;
/** In fact yesterday: retention goes by the earlier of two clocks. */
const TODAY = (Math.floor(Date.now() / DAY_MS) - 1) * DAY_MS;
const LAST_DAY = TODAY - (RETENTION_DAYS + 1) * DAY_MS;
const NOON = DAY_MS / 2;

it('G10 the ledger closes while history goes: what expires is counted as failed, and a day goes on both sides', async () => {
  let nowMs = LAST_DAY + NOON;
  const database = await openTestDatabase();
  const relay = await beginTestProcess(database, { now: () => nowMs }, { holdClock: false });
  const ledger = await TestLedger.open(database);
  const book = async (aroundMs: number) => (await ledger.entries(aroundMs)).map(({ counters, balanced }) => ({ ...counters, balanced }));
  await recordOutcome(relay, await storeDelivery(relay), { status: 'delivered' });
  nowMs = LAST_DAY + DAY_MS + NOON;
  await storeDelivery(relay);
  await ledger.fold.run();
  expect(await book(LAST_DAY + NOON)).toMatchObject([{ accepted: 1, delivered: 1, balanced: true }]);

  const clock = { now: () => TODAY + DAY_MS - 1 };
  const run = await new Retention(database.pool, { retentionDays: RETENTION_DAYS, clock, onEnded: () => undefined }).run();
  expect(run).toMatchObject({ expired: 1, busy: null });
  expect(run?.dropped.map((name) => name.replace(/_\d+$/, ''))).toContain('ledger_total');
  expect(await book(LAST_DAY + NOON)).toEqual([]);
  expect(await book(nowMs)).toMatchObject([{ accepted: 1, failed: 1, balanced: true }]);
  await relay.epoch.end();
  await database.close();
});
