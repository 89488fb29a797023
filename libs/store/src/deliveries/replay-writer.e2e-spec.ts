import { NO_SUBSCRIPTION, type Uuid } from '@posthorn/contracts';
import { deliveryIdOf } from '../events/event-id.js';
import {
  beginTestProcess,
  claimAll,
  newEvent,
  openTestDatabase,
  TEST_DESTINATION,
  TEST_PROJECT,
  TEST_SUBSCRIPTION,
  type TestDatabaseHandle,
  type TestProcess,
} from '../testing/index.js';
import type { Replayed } from './replay-writer.js';

const TARGET = { destinationId: TEST_DESTINATION, subscriptionId: TEST_SUBSCRIPTION };
const BY_HAND = { destinationId: TEST_DESTINATION, subscriptionId: NO_SUBSCRIPTION };
const NOBODY = '019b4132-0000-7000-8000-00000000ffff';

describe('a replay', () => {
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

  const event = async (): Promise<Uuid> => (await relay.events.accept(newEvent({ routes: [] }))).eventId;
  const replay = (eventId: Uuid, targets = [TARGET], newId = false, projectId = TEST_PROJECT): Promise<Replayed> =>
    relay.replays.replay({ projectId, eventId, targets, newId });
  const idsOf = (replayed: Replayed): readonly string[] => (typeof replayed === 'string' ? [replayed] : replayed.map(({ id }) => id));

  it('is a delivery of its own, scheduled and due, numbered from 32768, and reads as it was answered', async () => {
    const eventId = await event();
    const replayed = await replay(eventId, [TARGET, BY_HAND]);
    expect(idsOf(replayed)).toEqual([deliveryIdOf(eventId, 32_768), deliveryIdOf(eventId, 32_769)]);
    expect(await relay.deliveries.list({ projectId: TEST_PROJECT, eventId }, 10)).toEqual([...replayed].reverse());
    expect(idsOf(await replay(eventId))).toEqual([deliveryIdOf(eventId, 32_770)]);
    expect(replayed[0]).toMatchObject({ status: 'scheduled', attempts: 0, reason: null, replayedAt: expect.any(Date), ...TARGET });
  });

  it('G2 at least once: many at once, over two processes, each get numbers of their own, and none is lost', async () => {
    const other = await beginTestProcess(database);
    const eventId = await event();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        (n % 2 ? relay : other).replays.replay({ projectId: TEST_PROJECT, eventId, targets: [TARGET, BY_HAND], newId: false }),
      ),
    );
    const expected = Array.from({ length: 80 }, (_, n) => deliveryIdOf(eventId, 32_768 + n));
    expect(answers.flatMap(idsOf).sort()).toEqual(expected);
    const { rows } = await database.pool.query('select delivery_id from queue where delivery_id = any($1) order by 1', [expected]);
    expect(rows.map((row: { delivery_id: Uuid }) => row.delivery_id)).toEqual(expected);
    await other.epoch.end();
  });

  it('is claimed with its event, and with the wish for a new id, also after a retry by a person', async () => {
    const eventId = await event();
    const [same] = idsOf(await replay(eventId));
    const [fresh = ''] = idsOf(await replay(eventId, [TARGET], true));
    const claim = async () => {
      const claimed = await claimAll(relay.queue);
      return new Map(claimed.map((one) => [one.deliveryId, [one.event.id, one.newId]]));
    };
    const claimed = await claim();
    expect([claimed.get(same ?? ''), claimed.get(fresh)]).toEqual([
      [eventId, false],
      [eventId, true],
    ]);
    const found = await relay.deliveries.find(TEST_PROJECT, fresh);
    if (!found) throw new Error('the delivery does not read');
    await relay.control.cancel(found, 'cancelled-by-operator');
    expect(await relay.control.revive(found)).toBe(true);
    expect((await claim()).get(fresh)).toEqual([eventId, true]);
  });

  it('is not made of an event that is not there, or of another project', async () => {
    expect(await replay(NOBODY)).toBe('no-event');
    expect(await replay(await event(), [TARGET], false, NOBODY)).toBe('no-event');
  });

  it('is made at most 32,768 times, all of an order or none', async () => {
    const eventId = await event();
    await database.pool.query(
      `insert into delivery (event_id, id, project_id, destination_id, subscription_id, status, attempts) values ($1, $2, $3, $4, $5, 1, 1)`,
      [eventId, deliveryIdOf(eventId, 65_534), TEST_PROJECT, TEST_DESTINATION, TEST_SUBSCRIPTION],
    );
    expect(await replay(eventId, [TARGET, BY_HAND])).toBe('exhausted');
    expect(idsOf(await replay(eventId))).toEqual([deliveryIdOf(eventId, 65_535)]);
    expect(await replay(eventId)).toBe('exhausted');
  });
});
