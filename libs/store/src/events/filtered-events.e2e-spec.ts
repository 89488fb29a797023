import { beginTestProcess, newEvent, openTestDatabase, TEST_PROJECT, type TestDatabaseHandle, type TestProcess } from '../testing/index.js';

const SUBSCRIPTION = '019b4132-0000-7000-8000-00000000000a';
const STOPPED = { subscriptionId: SUBSCRIPTION, clause: 'body.amount.$gt: 100' };

describe('G4 nothing vanishes: a route that a filter stops', () => {
  let database: TestDatabaseHandle;
  let relay: TestProcess;

  beforeAll(async () => {
    database = await openTestDatabase();
    relay = await beginTestProcess(database);
  });
  afterAll(async () => {
    await relay.epoch.end();
    await database.close();
  });

  it('is stored with the event and its clause, each event of a batch with its own, and makes no delivery', async () => {
    const events = [
      newEvent({ filtered: [STOPPED] }),
      newEvent({ faults: [{ rule: 'eventType', code: 'not-found', message: 'none' }] }),
      newEvent({ routes: [], filtered: [STOPPED, { ...STOPPED, clause: '' }], body: Buffer.alloc(0) }),
    ];
    const accepted = await Promise.all(events.map((event) => relay.events.accept(event)));
    const read = await Promise.all(accepted.map(({ eventId }) => relay.reader.find(TEST_PROJECT, eventId)));
    expect(read.map((event) => event?.filtered)).toEqual([[STOPPED], [], [STOPPED, { ...STOPPED, clause: '' }]]);
    expect(read.map((event) => event?.faults.length)).toEqual([0, 1, 0]);
    expect(await relay.deliveries.counts(accepted.map(({ eventId }) => eventId))).toMatchObject(
      new Map([
        [accepted[0]?.eventId, { scheduled: 1 }],
        [accepted[1]?.eventId, { scheduled: 1 }],
      ]),
    );
    const ids = accepted.map(({ eventId }) => eventId);
    const counts = await database.pool.query('select filtered_count as n from event where id = any($1) order by id', [ids]);
    expect(counts.rows).toEqual([{ n: 1 }, { n: 0 }, { n: 2 }]);
  });

  it('keeps its event from being called unmatched', async () => {
    const { eventId: matched } = await relay.events.accept(newEvent({ routes: [], filtered: [STOPPED] }));
    const { eventId: unmatched } = await relay.events.accept(newEvent({ routes: [] }));
    const list = async (wanted: boolean): Promise<string[]> =>
      (await relay.reader.list({ projectId: TEST_PROJECT, unmatched: wanted }, 100)).map(({ id }) => id);
    expect(await list(true)).toEqual([unmatched]);
    expect(await list(false)).toContain(matched);
    expect(await list(false)).not.toContain(unmatched);
  });
});
