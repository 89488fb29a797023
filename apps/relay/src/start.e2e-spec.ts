import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONFIG_VARIABLES } from '@posthorn/platform';
import { RelayProcess } from './testing/relay-process.js';
import { waitUntil } from './testing/wait-until.js';

describe('starting', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'posthorn-start-'));
    chmodSync(folder, 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lists every fault of the environment at once, and exits 78', async () => {
    const faulty = RelayProcess.launch({
      POSTHORN_PORT: 'eighty',
      POSTHORN_ROLES: 'ingest,cook',
      POSTHORN_ALLOWED_NETWORKS: '10.0.0.0/99',
      DATABASE_URL: 'mysql://x',
    });
    expect(await faulty.exitCode()).toBe(78);
    for (const variable of ['POSTHORN_PORT', 'POSTHORN_ROLES', 'POSTHORN_ALLOWED_NETWORKS', 'DATABASE_URL', 'POSTHORN_ENCRYPTION_KEYS']) {
      expect(CONFIG_VARIABLES.map(({ name }) => name)).toContain(variable);
      expect(faulty.output).toContain(variable);
    }
  });

  it('says in words that its port is taken, and leaves nothing running', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const env = { POSTHORN_DATA_DIR: join(folder, 'data'), POSTHORN_PORT: String(port), POSTHORN_LOG_LEVEL: 'fatal' };
    const refused = RelayProcess.launch(env);
    expect(await refused.exitCode()).toBe(78);
    expect(refused.output).toContain(`port ${port} is taken`);
    expect(existsSync(join(folder, 'data/postgres/postmaster.pid'))).toBe(false);
    other.close();
  }, 60_000);

  it('shows the password once, refuses a second relay on the same folder, ends on SIGTERM, and starts again', async () => {
    const env = { POSTHORN_DATA_DIR: join(folder, 'data'), POSTHORN_PORT: '0', POSTHORN_LOG_LEVEL: 'error' };
    const first = RelayProcess.launch(env);
    await waitUntil('the ready block', () => first.output.includes('Password') || null);
    expect(first.output).toMatch(/Operator {4}admin@localhost\n {2}Password {4}\S{12,}/);
    expect(statSync(join(folder, 'data/postgres.password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'data/encryption.keys')).mode & 0o777).toBe(0o600);

    const second = RelayProcess.launch(env);
    expect(await second.exitCode()).toBe(78);
    expect(second.output).toContain('another Posthorn');

    expect(await first.end('SIGTERM')).toBe(0);

    const again = RelayProcess.launch(env);
    await waitUntil('the ready block', () => again.output.includes('Admin API') || null);
    expect(again.output).not.toContain('Password');
    expect(await again.end('SIGTERM')).toBe(0);
  }, 60_000);

  it('refuses a database whose secrets were encrypted with a key that is not here', async () => {
    const env = { POSTHORN_DATA_DIR: join(folder, 'data'), POSTHORN_PORT: '0', POSTHORN_LOG_LEVEL: 'error' };
    const first = RelayProcess.launch(env);
    await waitUntil('the ready block', () => first.output.includes('Admin API') || null);
    await first.end('SIGTERM');
    const keys = readFileSync(join(folder, 'data/encryption.keys'), 'utf8');
    const other = RelayProcess.launch({ ...env, POSTHORN_ENCRYPTION_KEYS: `other:${Buffer.alloc(32, 1).toString('base64')}` });
    expect(await other.exitCode()).toBe(78);
    expect(other.output).toContain(keys.split(':')[0]);
    expect(other.output).not.toContain(keys.trim().split(':')[1]);
  }, 60_000);
});
