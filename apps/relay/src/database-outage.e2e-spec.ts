import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { RecordingServer } from './testing/recording-server.js';
import { TestRelay } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

describe('when its Postgres goes away', () => {
  let folder: string;
  let relay: TestRelay;
  let receiver: RecordingServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'posthorn-outage-'));
    chmodSync(folder, 0o755);
    relay = await TestRelay.start({ DATABASE_URL: '', POSTHORN_ENCRYPTION_KEYS: '', POSTHORN_DATA_DIR: join(folder, 'data') });
    receiver = await RecordingServer.start();
    await relay.connect('outage', receiver.url);
  }, 60_000);
  afterAll(async () => {
    await relay.stop();
    await receiver.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function postmaster(): number {
    return Number(readFileSync(join(folder, 'data/postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** The server and all its backends. */
  function signalAll(signal: NodeJS.Signals): void {
    const pid = postmaster();
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
    for (const one of [pid, ...children]) process.kill(one, signal);
  }

  async function sendWhile(condition: () => boolean): Promise<{ accepted: string[]; statuses: Set<number> }> {
    const accepted: string[] = [];
    const statuses = new Set<number>();
    const sender = async (): Promise<void> => {
      while (condition()) {
        const answer = await relay.send('outage');
        statuses.add(answer.status);
        if (answer.status === 200) accepted.push(String(answer.headers['posthorn-event-id']));
        else expect([answer.status, answer.headers['retry-after']]).toEqual([503, expect.stringMatching(/^\d+$/)]);
      }
    };
    await Promise.all(Array.from({ length: 8 }, sender));
    return { accepted, statuses };
  }

  const arrived = (ids: readonly string[]): boolean => {
    const seen = new Set(receiver.arrivals.map((arrival) => arrival.headers['webhook-id']));
    return ids.every((id) => seen.has(id));
  };

  it('G1 and G2: killed in mid-request, it answers 503 until it heals, and nothing that was answered 2xx is missing', async () => {
    let going = true;
    const load = sendWhile(() => going);
    await waitUntil('the first arrivals', () => receiver.arrivals.length > 20 || null);
    process.kill(postmaster(), 'SIGQUIT');
    const before = receiver.arrivals.length;
    await waitUntil('arrivals after the restart', () => receiver.arrivals.length > before + 50 || null);
    going = false;
    const { accepted } = await load;
    await waitUntil('every accepted event', () => arrived(accepted) || null);
    await request(relay.url).get('/readyz').expect(200);
  }, 60_000);

  it('frozen, it answers 503 within 3 s; what it had begun to store arrives once it wakes', async () => {
    signalAll('SIGSTOP');
    const started = performance.now();
    const answer = await Promise.resolve(relay.send('outage')).finally(() => signalAll('SIGCONT'));
    expect(answer.status).toBe(503);
    expect(performance.now() - started).toBeLessThan(3_000);
    const before = receiver.arrivals.length;
    // Until it has looked at its configuration again, the relay says 503 rather than go by what may be revoked.
    await waitUntil('an accepted event', async () => (await relay.send('outage')).status === 200);
    await waitUntil('both events', () => receiver.arrivals.length >= before + 2 || null);
  }, 60_000);

  it('G1: a retry of what was answered 503 is never taken for a duplicate of an event that does not exist', async () => {
    const rule = { externalId: { from: 'header', name: 'x-id' } };
    const source = await relay.create('sources', { name: 'retries', slug: 'retries', verification: { provider: 'none' }, ...rule });
    let failures = 0;
    // As a provider does it: the same id until it hears a 2xx.
    const deliver = async (id: string): Promise<[id: string, eventId: string]> => {
      const eventId = await waitUntil('a 2xx', async () => {
        const answer = await relay.send('retries', '{}', { 'x-id': id });
        if (answer.status === 503) failures++;
        return answer.status === 200 && String(answer.headers['posthorn-event-id']);
      });
      return [id, eventId];
    };
    const sent: [string, string][] = [];
    let going = true;
    const sender = async (name: string): Promise<void> => {
      for (let n = 0; going; n++) sent.push(await deliver(`${name}-${n}`));
    };
    const load = Promise.all([...'abcdefgh'].map(sender));
    await waitUntil('some before', () => sent.length > 20 || null);
    process.kill(postmaster(), 'SIGQUIT');
    const before = sent.length;
    await waitUntil('some after', () => sent.length > before + 50 || null);
    signalAll('SIGSTOP');
    const failed = failures;
    await waitUntil('a failure of the frozen one', () => failures > failed || null).finally(() => signalAll('SIGCONT'));
    const frozen = sent.length;
    await waitUntil('some after that', () => sent.length > frozen + 50 || null);
    going = false;
    await load;
    for (const [id, eventId] of sent) {
      const stored = await relay.list(`events?sourceId=${source.id}&externalId=${id}`);
      expect(stored.map((event) => event.id)).toEqual([eventId]);
    }
  }, 90_000);
});
