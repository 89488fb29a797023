import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createTestDatabase, type TestDatabase } from '@posthorn/store/testing';
import pg from 'pg';
import { RecordingServer } from './testing/recording-server.js';
import { RelayProcess } from './testing/relay-process.js';
import { waitUntil } from './testing/wait-until.js';

describe('a shutdown', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let receiver: RecordingServer;
  let relay: RelayProcess;

  beforeEach(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    receiver = await RecordingServer.start();
    relay = await RelayProcess.start(database.url);
    const source = await relay.create('sources', { name: 's', slug: 's', verification: { provider: 'none' } });
    const retry = { schedule: ['0s', '1h'] };
    const destination = await relay.create('destinations', { name: 'd', plugin: 'http', config: { url: receiver.url }, retry });
    await relay.create('subscriptions', { name: 'l', sourceId: source['id'], destinationId: destination['id'] });
    // It never answers.
    receiver.answerWith(() => undefined);
  }, 60_000);
  afterEach(async () => {
    await relay.end('SIGKILL');
    await client.end();
    await receiver.close();
    await database.drop();
  });

  async function begin(): Promise<void> {
    expect((await fetch(`${relay.url}/in/s`, { method: 'POST', body: '{}', headers: { connection: 'close' } })).status).toBe(200);
    await waitUntil('the attempt', () => receiver.arrivals.length === 1);
  }

  async function open(): Promise<Socket> {
    const socket = connect(Number(new URL(relay.url).port), '127.0.0.1');
    socket.setEncoding('latin1').on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }

  const refusesConnections = async (): Promise<boolean> =>
    open().then(
      (socket) => {
        socket.destroy();
        return false;
      },
      () => true,
    );

  it('G2: ends within 10 s with 0; a cut attempt is a retry of its own, blames nobody, uses no slot, and is made again at once', async () => {
    await begin();
    const sender = await open();
    let answer = '';
    sender.on('data', (text) => (answer += String(text)));
    sender.write('POST /in/s HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{');
    const stalled = await open();
    stalled.write('POST /in/s HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    const started = performance.now();
    const ended = relay.end('SIGTERM');
    await waitUntil('the closed door', refusesConnections);
    sender.write('}');
    await once(sender, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\nconnection: close\r\n/i);
    expect(await ended).toBe(0);
    expect(performance.now() - started).toBeLessThan(10_000);

    const { rows } =
      await client.query(`select d.status, d.outcome, d.attempt_reason as reason, q.slot, q.claimed_by, q.due_at <= now() as due
      from delivery d join queue q on q.delivery_id = d.id`);
    expect(rows).toEqual([{ status: 2, outcome: 2, reason: 'shutdown', slot: 0, claimed_by: null, due: true }]);
    expect((await client.query('select from process where ended_at is null')).rowCount).toBe(0);

    receiver.answerWith(200);
    relay = await RelayProcess.start(database.url);
    await waitUntil('both', () => receiver.arrivals.length === 3);
    expect(
      receiver.arrivals
        .slice(1)
        .map((one) => one.headers['posthorn-attempt'])
        .sort(),
    ).toEqual(['1', '2']);
  }, 60_000);

  it('is over at once when it is asked for again', async () => {
    await begin();
    const ended = relay.end('SIGTERM');
    await waitUntil('the closed door', refusesConnections);
    const asked = performance.now();
    await waitUntil('more than a second, as a person takes', () => performance.now() - asked > 1_100);
    process.kill(relay.pid, 'SIGTERM');
    expect(await ended).toBe(143);
    expect(performance.now() - asked).toBeLessThan(4_000);
  }, 60_000);

  it('ends with 0 although its database is away', async () => {
    await begin();
    const elsewhere = new URL(database.url);
    const name = elsewhere.pathname.slice(1);
    elsewhere.pathname = '/postgres';
    const admin = new pg.Client({ connectionString: elsewhere.toString() });
    await admin.connect();
    await admin.query(`alter database ${name} with allow_connections false`);
    await client.end();
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    const started = performance.now();
    expect(await relay.end('SIGTERM')).toBe(0);
    expect(performance.now() - started).toBeLessThan(11_000);
    await admin.end();
  }, 60_000);
});
