import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@posthorn/store/testing';

const MAIN = join(import.meta.dirname, '../../apps/cli/dist/main.js');
const PASSWORD = 'correct horse battery staple';
const READY_LIMIT_MS = 60_000;
const keys = (...ids: string[]): string => ids.map((id, n) => `${id}:${Buffer.alloc(32, n + id.length).toString('base64')}`).join(',');

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

describe('the built command and a relay that it has started', () => {
  let database: TestDatabase;
  let relay: ChildProcess;
  let url: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    relay = spawn(process.execPath, [MAIN, 'start'], {
      env: {
        ...{ PATH: process.env['PATH'], DATABASE_URL: database.url, POSTHORN_PORT: '0', POSTHORN_LOG_LEVEL: 'warn' },
        // The command's own; the relay must not be bothered with it.
        ...{ POSTHORN_ADMIN_PASSWORD: PASSWORD, POSTHORN_ENCRYPTION_KEYS: keys('k1'), POSTHORN_URL: 'http://127.0.0.1:1' },
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    url = await untilReady(relay);
  }, READY_LIMIT_MS + 5_000);
  afterAll(async () => {
    relay.kill('SIGTERM');
    expect(await once(relay, 'exit')).toEqual([0, null]);
    await database.drop();
  });

  async function run(...args: string[]): Promise<Ran> {
    const env = { POSTHORN_URL: url, POSTHORN_EMAIL: 'admin@localhost', POSTHORN_PASSWORD: PASSWORD };
    const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, error] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out, error };
  }

  it('shows that it is ready and its ledger balances', async () => {
    const { code, out, error } = await run('status');
    expect([code, error]).toEqual([0, '']);
    expect(out).toMatch(/^ready +yes\nwaiting +0 deliveries, 0 of them due\noldest waits for +-\nledger of a day +balanced\n$/);
  });

  it('lists what is there', async () => {
    const { code, out } = await run('sources', 'list');
    expect(code).toBe(0);
    expect(out).toMatch(/^ID +SLUG +NAME +STATUS +PROVIDER +URL\nsrc_\w+ +posthorn /);
    expect((await run('deliveries', 'list', '--status', 'failed')).out).toBe('none\n');
    expect(JSON.parse((await run('deliveries', 'list', '--json')).out)).toEqual([]);
  });

  it('lists the encryption keys, and says what a rotation needs', async () => {
    const { code, out } = await run('keys', 'list');
    expect(code).toBe(0);
    expect(out).toMatch(/^KEY +ENCRYPTS .*\nk1 +yes +0 +0 +0 +no +encrypts, processes\n$/);
    const rotated = await run('keys', 'rotate');
    expect([rotated.code, rotated.out]).toEqual([1, '']);
    expect(rotated.error).toContain('Put a new one before it in POSTHORN_ENCRYPTION_KEYS');
  });

  it('says so where there is no such thing, and where it was asked for wrongly', async () => {
    const missing = await run('events', 'show', 'evt_01h2xcejqtf2nbrexx3vqjhp41');
    expect([missing.code, missing.out]).toEqual([1, '']);
    expect(missing.error).toContain('404');
    expect((await run('events', 'show')).code).toBe(64);
  });
});

function untilReady(relay: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => reject(new Error(`no ready block within ${READY_LIMIT_MS} ms:\n${printed}`)), READY_LIMIT_MS);
    relay.once('exit', () => reject(new Error(`the relay ended:\n${printed}`)));
    relay.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const [, url] = /Admin API +(http\S+)\/api\/v1\n/.exec(printed) ?? [];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
  });
}
