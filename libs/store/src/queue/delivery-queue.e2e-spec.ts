import type { Uuid } from '@posthorn/contracts';
import type { Pool, QueryConfig } from 'pg';
import { SubscriptionEntity } from '../entities/index.js';
import { EventWriter } from '../events/event-writer.js';
import type { HandedRoute } from '../events/new-event.js';
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

const ELSEWHERE = '019b4132-0000-7000-8000-000000000009';

describe('G2 at least once: what waits behind a subscription that keeps an order', () => {
  let database: TestDatabaseHandle;
  let relay: TestProcess;

  beforeEach(async () => {
    database = await openTestDatabase();
    relay = await beginTestProcess(database);
  });
  afterEach(async () => {
    await relay.epoch.end();
    await database.close();
  });

  async function subscribe(over: { readonly destinationId?: Uuid; readonly deletedAt?: Date }): Promise<void> {
    await database.dataSource.manager.insert(SubscriptionEntity, {
      ...{ id: TEST_SUBSCRIPTION, projectId: TEST_PROJECT, destinationId: TEST_DESTINATION, name: 'u', eventTypes: ['**'] },
      ...{ orderingKey: { from: 'body', path: 'key' }, ...over },
    });
    const route = { subscriptionId: TEST_SUBSCRIPTION, destinationId: TEST_DESTINATION, delaySeconds: 0, orderKey: Buffer.alloc(16, 1) };
    await relay.events.accept(newEvent({ routes: [route] }));
  }

  it('is left to the owner', async () => {
    await subscribe({});
    expect(await claimAll(relay.queue)).toEqual([]);
    await relay.queue.order.own([TEST_DESTINATION]);
    expect(await claimAll(relay.queue)).toHaveLength(1);
  });

  // Nobody needs to own such a destination any more, so that nobody will.
  it.each([
    ['was deleted', { deletedAt: new Date() }],
    ['leads elsewhere now', { destinationId: ELSEWHERE }],
  ])('is for anybody once the subscription %s', async (_what, over) => {
    await subscribe(over);
    expect(await claimAll(relay.queue)).toHaveLength(1);
  });
});

describe('a process whose epoch ends while a statement of it is answered', () => {
  let database: TestDatabaseHandle;
  let relay: TestProcess;

  beforeEach(async () => {
    database = await openTestDatabase();
    relay = await beginTestProcess(database);
  });
  afterEach(async () => {
    await relay.epoch.end();
    await database.close();
  });

  const endEpoch = (): void => void relay.epoch.noticeEnd(relay.epoch.current);

  it('holds none of what it claimed under it: a successor does', async () => {
    await relay.events.accept(newEvent());
    const lane = { destinationId: TEST_DESTINATION, subscriptionId: TEST_SUBSCRIPTION, room: 10, owned: false };
    const { claimed } = await relay.queue.claim([lane], (take) => {
      expect(take).toHaveLength(1);
      endEpoch();
      return { take, giveBack: [], park: [] };
    });
    expect(claimed).toEqual([]);
  });

  it('is handed none of what it stored under it', async () => {
    const held: HandedRoute[] = [];
    const query = async (config: QueryConfig): Promise<unknown> => {
      const result = await database.pool.query(config);
      endEpoch();
      return result;
    };
    const events = new EventWriter({ query } as unknown as Pool, relay.epoch);
    events.setHandoff({ plan: () => ({ to: 'memory' }), give: (_event, routes) => held.push(...routes), queued: () => undefined });
    await events.accept(newEvent());
    expect(held).toEqual([]);
  });
});

describe('G7 order: a destination has one owner', () => {
  it('also where another one began while this one was waiting', async () => {
    const database = await openTestDatabase();
    const slow = await beginTestProcess(database);
    const other = await database.pool.connect();
    await other.query('begin');
    await other.query('insert into destination_owner values ($1, 0)', [TEST_DESTINATION]);
    const owning = slow.queue.order.own([TEST_DESTINATION, ELSEWHERE]);
    const isWaiting = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    const limit = performance.now() + 10_000;
    while ((await database.pool.query(isWaiting)).rows.length === 0 && performance.now() < limit);
    const late = await beginTestProcess(database);
    expect(await late.queue.order.own([ELSEWHERE])).toHaveLength(1);
    await other.query('rollback');
    other.release();
    expect((await owning).map(({ destinationId }) => destinationId)).toEqual([TEST_DESTINATION]);
    await late.epoch.end();
    await slow.epoch.end();
    await database.close();
  });
});
