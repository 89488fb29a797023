import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ConfigError } from '../config/config.error.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';
import { isAlive } from './process-table.js';
import { DataDirInUseError } from './relay-lock.js';
import { stopServer } from './server-process.js';
import { until } from './wait.js';

const root = join(import.meta.dirname, '../../../..');
/** Only root starts Postgres as another user, who may find folders closed: for anybody else there is nothing to test. */
const asRoot = process.getuid?.() === 0 ? it : it.skip;

let base: string;
let running: EmbeddedPostgres[] = [];
let relays: ChildProcess[] = [];
let orphans: number[] = [];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'posthorn-embedded-'));
  chmodSync(base, 0o755);
});

/** Making a cluster takes a second; most tests are about an existing one. */
let template: string;
beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'posthorn-embedded-'));
  chmodSync(template, 0o755);
  const made = await startEmbeddedPostgres({ dataDir: join(template, 'data'), dataDirGiven: true, durable: false, log: () => undefined });
  await made.stop();
});
afterAll(() => rmSync(template, { recursive: true, force: true }));

function existingData(): string {
  execFileSync('cp', ['-a', join(template, 'data'), base]);
  return join(base, 'data');
}

afterEach(async () => {
  for (const relay of relays) relay.kill('SIGKILL');
  await Promise.all(running.map((one) => one.stop()));
  await Promise.all(orphans.filter(isAlive).map(stopServer));
  orphans = [];
  running = [];
  relays = [];
  rmSync(base, { recursive: true, force: true });
});

async function start(dataDir = join(base, 'data'), dataDirGiven = true): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, dataDirGiven, durable: false, log: () => undefined });
  running.push(postgres);
  return postgres;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A relay of its own, as far as its database goes, so that it can be killed. Prints its Postgres's pid. */
async function startRelayProcess(dataDir: string): Promise<{ relay: ChildProcess; postgresPid: number }> {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))});
    const postgres = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, dataDirGiven: true, durable: false, log: () => {} });
    process.on('SIGTERM', () => postgres.stop().then(() => process.exit(0)));
    console.log(postgres.pid);
    setInterval(() => {}, 1000);`;
  const loader = join(root, 'tools/bootstrap/register-ts.mjs');
  const relay = spawn(process.execPath, ['--import', loader, '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  relays.push(relay);
  const [line] = (await once(relay.stdout, 'data')) as [Buffer];
  const postgresPid = Number(line.toString());
  orphans.push(postgresPid);
  return { relay, postgresPid };
}

async function killNow(relay: ChildProcess): Promise<void> {
  relay.kill('SIGKILL');
  await once(relay, 'exit');
}

describe('the embedded Postgres', () => {
  it('keeps what was written over a stop and a start, behind a password in a private file', async () => {
    const first = await start();
    await query(first.url(), 'create table kept (n int); insert into kept values (7)');
    await first.stop();
    running = [];

    const second = await start();
    expect(await query(second.url(), 'select n from kept')).toEqual([{ n: 7 }]);
    const password = join(base, 'data/postgres.password');
    expect(statSync(password).mode & 0o777).toBe(0o600);
    expect(statSync(join(base, 'data/postgres')).mode & 0o777).toBe(0o700);
    const wrong = second.url().replace(readFileSync(password, 'utf8').trim(), 'guess');
    await expect(query(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(await query(second.url(), 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  });

  it('refuses a second relay on one data directory, and says which process has it', async () => {
    await start(existingData());
    const second = start();
    await expect(second).rejects.toThrow(DataDirInUseError);
    await expect(second).rejects.toThrow(`process ${process.pid}`);
  });

  it('takes over the Postgres of a relay that was killed', async () => {
    const dataDir = existingData();
    const { relay, postgresPid } = await startRelayProcess(dataDir);
    await killNow(relay);

    const next = await start(dataDir);
    expect(next.adopted).toBe(true);
    expect(next.pid).toBe(postgresPid);
    expect(await query(next.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
    await next.stop();
    running = [];
    expect(isAlive(postgresPid)).toBe(false);
  });

  it('starts again right after relay and Postgres were both killed', async () => {
    const dataDir = existingData();
    const { relay, postgresPid } = await startRelayProcess(dataDir);
    process.kill(postgresPid, 'SIGKILL');
    await killNow(relay);

    const next = await start(dataDir);
    expect(await query(next.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('does not take a stranger for its Postgres when a pid was used again', async () => {
    const stopped = await start(existingData());
    const pidFile = join(base, 'data/postgres/postmaster.pid');
    const content = readFileSync(pidFile, 'utf8');
    await stopped.stop();
    running = [];
    const stranger = spawn('sleep', ['60']);
    writeFileSync(pidFile, content.replace(/^\d+/, String(stranger.pid)), { mode: 0o600 });
    const { uid, gid } = statSync(join(base, 'data/postgres'));
    if (process.getuid?.() === 0) (await import('node:fs')).chownSync(pidFile, uid, gid);

    try {
      const next = await start();
      expect(await query(next.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
      expect(isAlive(stranger.pid ?? 0)).toBe(true);
    } finally {
      stranger.kill();
    }
  });

  it('is started again on the same port when Postgres dies', async () => {
    const postgres = await start(existingData());
    const exits: boolean[] = [];
    postgres.onUnexpectedExit(({ restarting }) => exits.push(restarting));
    const { pid, port } = postgres;
    process.kill(pid, 'SIGKILL');

    const works = () =>
      query(postgres.url(), 'select 1').then(
        () => true,
        () => false,
      );
    expect(await until(async () => postgres.pid !== pid && (await works()), 15_000)).toBe(true);
    expect(postgres.port).toBe(port);
    expect(exits).toEqual([true]);
  });

  it('makes a whole cluster after the making of one was cut off', async () => {
    const dataDir = join(base, 'data');
    mkdirSync(join(dataDir, 'postgres.new-dead'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres.new-dead/PG_VERSION'), '18\n');
    const postgres = await start(dataDir);
    expect(await query(postgres.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres.new-'))).toEqual([]);
  });

  it('does not outlive a relay that is told to stop', async () => {
    const { relay, postgresPid } = await startRelayProcess(existingData());
    relay.kill('SIGTERM');
    await once(relay, 'exit');
    expect(isAlive(postgresPid)).toBe(false);
    expect(existsSync(join(base, 'data/relay.lock'))).toBe(false);
  });

  asRoot('says how to cure a folder that the database user cannot reach', async () => {
    chmodSync(base, 0o700);
    const attempt = start(join(base, 'data'));
    await expect(attempt).rejects.toThrow(ConfigError);
    await expect(attempt).rejects.toThrow(`chmod o+x ${base}`);
  });
});
