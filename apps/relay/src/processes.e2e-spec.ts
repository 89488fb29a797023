import request from 'supertest';
import type { Relay } from './relay.js';
import { RecordingServer } from './testing/recording-server.js';
import { TestRelay } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

describe('several processes on one database', () => {
  let relay: TestRelay;
  let receiver: RecordingServer;
  let others: Relay[];

  beforeEach(async () => {
    others = [];
    receiver = await RecordingServer.start();
  });
  afterEach(async () => {
    for (const other of others) await other.stop();
    await relay.stop();
    await receiver.close();
  });

  async function beside(env: NodeJS.ProcessEnv): Promise<Relay> {
    const other = await relay.startBeside(env);
    others.push(other);
    return other;
  }

  /** Another process hears of a change within a second: until then an event may find no subscription. */
  const arrivesThrough = (to: Relay, slug: string): Promise<true> =>
    waitUntil('an arrival', async () => {
      const { length } = receiver.arrivals;
      await post(to, slug).expect(200);
      return (await waitUntil('the arrival', () => receiver.arrivals.length > length || null, 1_000).catch(() => null)) ?? null;
    });

  const post = (to: Relay, slug: string): request.Test => request(to.publicUrl).post(`/in/${slug}`).send({ event: 'a' });

  it('another process answers for a new source, forgets a deleted one, and drops a revoked secret', async () => {
    relay = await TestRelay.start();
    const other = await beside({});
    const { source } = await relay.connect('shared', receiver.url);
    await arrivesThrough(other, 'shared');
    await relay.api('delete', `sources/${source.id}`).expect(204);
    await waitUntil('the 404', async () => (await post(other, 'shared')).status === 404);
  });

  it('roles can be split: one takes, one delivers, one is asked', async () => {
    relay = await TestRelay.start({ POSTHORN_ROLES: 'admin' });
    const ingest = await beside({ POSTHORN_ROLES: 'ingest' });
    await beside({ POSTHORN_ROLES: 'deliver' });
    await relay.connect('split', receiver.url);
    await relay.send('split').expect(404);
    await request(ingest.publicUrl).get('/api/v1/projects').expect(404);
    await arrivesThrough(ingest, 'split');
    // The wake-up and not the idle look at the queue: several in a row, each well under that second.
    const started = performance.now();
    for (let n = 0; n < 10; n++) await arrivesThrough(ingest, 'split');
    expect(performance.now() - started).toBeLessThan(6_000);
  });

  it('a cancelled or resumed delivery is heard of by the process that delivers', async () => {
    relay = await TestRelay.start({ POSTHORN_ROLES: 'ingest,admin' });
    await beside({ POSTHORN_ROLES: 'deliver' });
    const { destination } = await relay.connect('told', receiver.url, { subscription: { delaySeconds: 3_600 } });
    const [kept, dropped] = [await relay.send('told'), await relay.send('told')].map((answer) =>
      String(answer.headers['posthorn-event-id']),
    );
    const delivery = async (eventId: string | undefined) => (await relay.list(`deliveries?eventId=${eventId}`))[0]?.id;
    await relay.api('post', `deliveries/${await delivery(dropped)}/cancel`).expect(200);
    await relay.api('post', `deliveries/${await delivery(kept)}/retry`).expect(202);
    await waitUntil('the arrival', () => receiver.arrivals.length === 1 || null);
    expect(receiver.arrivals[0]?.headers['webhook-id']).toBe(kept);
    expect(destination['status']).toBe('enabled');
  });
});
