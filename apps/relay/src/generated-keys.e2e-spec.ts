import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordingServer } from './testing/recording-server.js';
import { RelayProcess } from './testing/relay-process.js';
import { waitUntil } from './testing/wait-until.js';

const PASSWORD = 'correct horse battery staple';
/** Three processes and a database take their time on a busy machine. */
const LIMIT_MS = 150_000;

/** Of port 0, workers that are started after all of them were dead would get another one. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('generated keys, with the embedded database and two workers', () => {
  let folder: string;
  let receiver: RecordingServer;
  let relay: RelayProcess;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'posthorn-rotate-'));
    chmodSync(folder, 0o755);
    receiver = await RecordingServer.start();
  });
  afterAll(async () => {
    await relay.end('SIGTERM');
    await receiver.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (): Promise<void> => {
    relay = RelayProcess.launch({
      ...{
        POSTHORN_DATA_DIR: join(folder, 'data'),
        POSTHORN_PORT: String(await freePort()),
        POSTHORN_WORKERS: '2',
        POSTHORN_LOG_LEVEL: 'error',
      },
      ...{ POSTHORN_ADMIN_PASSWORD: PASSWORD, POSTHORN_ALLOWED_NETWORKS: '127.0.0.0/8' },
    });
    await waitUntil('the ready block', () => relay.output.includes('Admin API') || null, LIMIT_MS);
  };
  const lines = (): string[] => readFileSync(join(folder, 'data/encryption.keys'), 'utf8').trim().split('\n');
  const workers = (): number[] =>
    readFileSync(`/proc/${relay.pid}/task/${relay.pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .map(Number)
      .filter((pid) => pid > 0 && !readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres'));
  const send = async (): Promise<number> =>
    (
      await fetch(`${relay.url}/in/shop`, {
        ...{ method: 'POST', body: '{}', headers: { authorization: 'Bearer hush hush', connection: 'close' } },
        // One that a worker took with it is not answered.
        signal: AbortSignal.timeout(3_000),
      })
    ).status;
  async function call(method: string, path: string): Promise<Record<string, unknown>> {
    const json = { 'content-type': 'application/json' };
    const signedIn = await fetch(`${relay.url}/api/v1/auth/tokens`, {
      ...{ method: 'POST', headers: json, body: JSON.stringify({ email: 'admin@localhost', password: PASSWORD }) },
    });
    const { accessToken } = (await signedIn.json()) as { accessToken: string };
    const answer = await fetch(`${relay.url}/api/v1/${path}`, { method, headers: { ...json, authorization: `Bearer ${accessToken}` } });
    return (await answer.json()) as Record<string, unknown>;
  }

  it('get a new one in their file, which every worker takes, one that is started later too', async () => {
    await start();
    const { id: sourceId } = await relay.create('sources', {
      ...{ name: 'Shop', slug: 'shop', verification: { provider: 'bearer', secrets: ['hush hush'] } },
    });
    const { id: destinationId } = await relay.create('destinations', { name: 'D', plugin: 'http', config: { url: receiver.url } });
    await relay.create('subscriptions', { name: 'S', sourceId, destinationId });
    const [old = ''] = lines();

    const { keyId } = await call('POST', 'encryption-keys/rotate');
    expect(lines()).toEqual([expect.stringContaining(`${String(keyId)}:`), old]);
    expect(statSync(join(folder, 'data/encryption.keys')).mode & 0o777).toBe(0o600);
    await waitUntil(
      'the rotation to end',
      async () => {
        const { rotation } = (await call('GET', 'encryption-keys')) as { rotation: Record<string, unknown> };
        return rotation['status'] === 'finished' || null;
      },
      LIMIT_MS,
    );

    const [victim = 0, ...rest] = workers();
    process.kill(victim, 'SIGKILL');
    await waitUntil('a replacement', () => workers().some((pid) => pid !== victim && !rest.includes(pid)) || null, LIMIT_MS);
    // Now only the replacement is left to answer, until its sibling has one, too.
    for (const pid of rest) process.kill(pid, 'SIGKILL');
    await waitUntil('an answer', () => send().catch(() => null), LIMIT_MS);
    for (let n = 0; n < 6; n++) expect(await send()).toBe(200);
    await waitUntil('the deliveries', () => receiver.arrivals.length >= 6 || null, LIMIT_MS);
    const { data } = (await call('GET', 'encryption-keys')) as { data: Record<string, unknown>[] };
    expect(data).toMatchObject([
      { id: keyId, encrypts: true },
      { encrypts: false, removable: true },
    ]);
  }, 400_000);

  it('may lose the old one then, and are made anew once more', async () => {
    expect(await relay.end('SIGTERM')).toBe(0);
    const [made = ''] = lines();
    writeFileSync(join(folder, 'data/encryption.keys'), `${made}\n`);
    await start();
    expect(await send()).toBe(200);
    const { keyId } = await call('POST', 'encryption-keys/rotate');
    expect(lines()).toEqual([expect.stringContaining(`${String(keyId)}:`), made]);
  }, 400_000);
});
