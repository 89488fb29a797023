import { randomUUID } from 'node:crypto';
import { fromTypeId } from '@posthorn/contracts';
import { createTestDatabase, type TestDatabase } from '@posthorn/store/testing';
import pg from 'pg';
import { flood, percentile, type Flooded } from './testing/flood.js';
import { RecordingServer } from './testing/recording-server.js';
import { TestRelay } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

describe('G2 at least once: a database that is in trouble', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let name: string;
  let relay: TestRelay;
  let receiver: RecordingServer;
  const role = `limited_${randomUUID().slice(0, 8)}`;

  beforeAll(async () => {
    database = await createTestDatabase();
    const url = new URL(database.url);
    url.pathname = '/postgres';
    admin = new pg.Client({ connectionString: url.toString() });
    await admin.connect();
    // A superuser is bound by no limit of connections.
    name = role;
    await admin.query(`create role ${role} login password 'x'`);
    await admin.query(`create database ${name} owner ${role}`);
    url.pathname = `/${name}`;
    url.username = role;
    url.password = 'x';
    relay = await TestRelay.start({ DATABASE_URL: url.toString() });
    receiver = await RecordingServer.start();
    await relay.connect('trouble', receiver.url);
  }, 60_000);
  afterAll(async () => {
    await relay.stop();
    await receiver.close();
    await admin.query(`drop database ${name} with (force)`);
    await admin.query(`drop role ${role}`);
    await admin.end();
    await database.drop();
  });

  const cut = (): Promise<unknown> => admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);

  /** What senders see while `trouble` lasts, and until the relay is well again after it. */
  async function during(trouble: () => Promise<void>): Promise<Flooded> {
    let going = true;
    const flooded = flood(`${relay.url}/in/trouble`, 8, () => going);
    await trouble();
    await waitUntil('an accepted event', async () => (await relay.send('trouble')).status === 200);
    going = false;
    return flooded;
  }

  async function expectNothingLost({ statuses, eventIds, rude }: Flooded): Promise<void> {
    expect([...statuses.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(rude).toBe(0);
    await waitUntil('every accepted event', () => {
      const arrived = new Set(receiver.arrivals.map((one) => fromTypeId('evt', String(one.headers['webhook-id']))));
      return eventIds.every((id) => arrived.has(id)) || null;
    });
    await waitUntil('an answer of the admin API', async () => (await relay.api('get', 'events')).status === 200);
  }

  const pass = (ms: number): Promise<unknown> => {
    const until = performance.now() + ms;
    return waitUntil(`${ms} ms`, () => performance.now() > until);
  };

  it('failover: connections reset, then read-only for a while, then well: it heals by itself and loses nothing', async () => {
    const flooded = await during(async () => {
      await admin.query(`alter database ${name} set default_transaction_read_only = on`);
      await cut();
      await waitUntil('a 503', async () => (await relay.send('trouble')).status === 503);
      await pass(2_000);
      await admin.query(`alter database ${name} reset default_transaction_read_only`);
      // The connections of that time are left alone: they stay read-only, and it is the relay's to give them up.
    });
    expect(flooded.statuses.get(503)).toBeGreaterThan(0);
    await expectNothingLost(flooded);
    // Also writes of the admin API.
    await waitUntil(
      'a new source',
      async () => {
        const answer = await relay.api('post', 'sources').send({ name: randomUUID(), verification: { provider: 'none' } });
        return answer.status === 201;
      },
      70_000,
    );
  }, 120_000);

  it('too many connections: it answers 503 and heals by itself once there is room', async () => {
    const flooded = await during(async () => {
      await admin.query(`alter database ${name} connection limit 0`);
      await cut();
      await waitUntil('a 503', async () => (await relay.send('trouble')).status === 503);
      await pass(1_500);
      await admin.query(`alter database ${name} connection limit -1`);
    });
    expect(flooded.statuses.get(503)).toBeGreaterThan(0);
    await expectNothingLost(flooded);
  }, 60_000);

  it('G6 isolation: admin queries that hold every connection they can get hold up no event', async () => {
    const client = new pg.Client({ connectionString: relay.databaseUrl });
    await client.connect();
    await client.query('begin; lock table source in access exclusive mode');
    const lists = Array.from({ length: 20 }, () => relay.api('get', 'sources').then((answer) => answer.status));
    const waiting = `select from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'`;
    await waitUntil('a dry pool', async () => ((await admin.query(waiting, [name])).rowCount ?? 0) >= 5);
    let left = 200;
    const { statuses, acceptedMs } = await flood(`${relay.url}/in/trouble`, 8, () => left-- > 0);
    expect([...statuses.keys()]).toEqual([200]);
    expect(percentile(acceptedMs, 0.99)).toBeLessThan(1_000);
    await client.query('commit');
    await client.end();
    // Those that waited too long for a connection are told so, and no other way.
    for (const status of await Promise.all(lists)) expect([200, 503]).toContain(status);
  }, 60_000);
});
