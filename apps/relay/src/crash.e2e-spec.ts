import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createTestDatabase } from '@posthorn/store/testing';
import { RecordingServer } from './testing/recording-server.js';
import { TEST_KEYS } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

const ROOT = join(import.meta.dirname, '../../..');
const PASSWORD = 'correct horse battery staple';
const EVENTS = 400;

/** A relay as a process of its own, so that it can be killed. */
class RelayProcess {
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
  }

  static async start(databaseUrl: string): Promise<RelayProcess> {
    const loader = join(ROOT, 'tools/bootstrap/register-ts.mjs');
    const env = {
      PATH: process.env['PATH'],
      DATABASE_URL: databaseUrl,
      POSTHORN_PORT: '0',
      POSTHORN_LOG_LEVEL: 'error',
      POSTHORN_ENCRYPTION_KEYS: TEST_KEYS,
      POSTHORN_ALLOWED_NETWORKS: '127.0.0.0/8',
      POSTHORN_ADMIN_PASSWORD: PASSWORD,
    };
    const relay = new RelayProcess(
      spawn(process.execPath, ['-C', '@posthorn/source', '--import', loader, join(ROOT, 'apps/relay/src/main.ts')], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    await waitUntil('the ready block', () => relay.output.includes('Admin API') || relay.ended());
    return relay;
  }

  get url(): string {
    return /http:\/\/[\d.]+:\d+/.exec(this.output)?.[0] ?? '';
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    const exit = once(this.child, 'exit');
    this.child.kill(signal);
    await exit;
    return this.child.exitCode;
  }

  async admin(path: string, body: object, token = ''): Promise<Record<string, unknown>> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await fetch(`${this.url}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  }

  private ended(): null {
    if (this.child.exitCode !== null) throw new Error(`the relay did not start:\n${this.output}`);
    return null;
  }
}

async function subscribe(relay: RelayProcess, url: string): Promise<void> {
  const { accessToken } = await relay.admin('auth/tokens', { email: 'admin@localhost', password: PASSWORD });
  const token = String(accessToken);
  const source = await relay.admin('projects/default/sources', { name: 's', slug: 's', verification: { provider: 'none' } }, token);
  const destination = await relay.admin('projects/default/destinations', { name: 'd', plugin: 'http', config: { url } }, token);
  await relay.admin('projects/default/subscriptions', { name: 'l', sourceId: source['id'], destinationId: destination['id'] }, token);
}

/** Sends until the relay is gone; answers the ids of what was answered 2xx. */
async function sendUntilDead(url: string, sent: Set<string>): Promise<void> {
  for (let n = 0; n < EVENTS; n++) {
    try {
      const answer = await fetch(`${url}/in/s`, { method: 'POST', body: `{"n":${n}}` });
      const eventId = answer.headers.get('posthorn-event-id');
      if (answer.status === 200 && eventId) sent.add(eventId);
    } catch {
      return;
    }
  }
}

describe('G2 at least once: a kill -9 under load', () => {
  it('loses nothing that was answered 2xx; the relay that is started again delivers the rest', async () => {
    const database = await createTestDatabase();
    const receiver = await RecordingServer.start();
    // Slow enough that the kill finds deliveries under way and in line.
    receiver.answerWith((_arrival, response) => setTimeout(() => response.end(), 300));
    const first = await RelayProcess.start(database.url);
    await subscribe(first, receiver.url);
    const answered = new Set<string>();
    const senders = Array.from({ length: 16 }, () => sendUntilDead(first.url, answered));
    await waitUntil('some deliveries', () => receiver.arrivals.length > 30 || null);
    await first.end('SIGKILL');
    await Promise.all(senders);
    const arrived = (): Set<string> => new Set(receiver.arrivals.map((arrival) => String(arrival.headers['webhook-id'])));
    const missing = [...answered].filter((id) => !arrived().has(id));
    expect(missing.length).toBeGreaterThan(0);

    const second = await RelayProcess.start(database.url);
    await waitUntil('everything that was answered', () => [...answered].every((id) => arrived().has(id)) || null);
    expect(await second.end('SIGTERM')).toBe(0);
    await receiver.close();
    await database.drop();
  }, 60_000);
});
