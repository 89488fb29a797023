import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RelayProcess } from './relay-process.js';

/** A process that behaves as the relay does towards who starts it, with `extra` to misbehave. */
const stub = (extra: string) => `
  import { createServer } from 'node:http';
  let asked = 0;
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(POSTHORN_|DATABASE_URL)/.test(name)));
  const server = createServer((request, response) => {
    if (request.url === '/readyz') response.writeHead(++asked < 3 ? 503 : 200).end();
    else response.end(JSON.stringify({ asked, environment }));
  });
  server.listen(0, '127.0.0.1', () => {
    const origin = 'http://127.0.0.1:' + server.address().port;
    console.log('Posthorn is ready\\n  Admin API   ' + origin + '/api/v1\\n  Webhooks    ' + origin + '/in/<slug>');
  });
  process.on('SIGTERM', () => process.exit(0));
  ${extra}
`;

describe('a relay of its own', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'petstore-stub-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function prepare(extra = ''): Promise<RelayProcess> {
    const main = join(folder, 'main.mjs');
    await writeFile(main, stub(extra));
    return RelayProcess.prepare({ main, stopLimitMs: 500 });
  }

  it('is ready when /readyz says so, on the port that its ready block names', async () => {
    process.env['POSTHORN_DATA_DIR'] = '/somewhere/else';
    process.env['DATABASE_URL'] = 'postgres://somebody/else';
    const relay = await prepare();
    try {
      await relay.start('smtp://127.0.0.1:25');
      const { asked, environment } = (await (await fetch(relay.url)).json()) as { asked: number; environment: Record<string, string> };
      expect(asked).toBeGreaterThanOrEqual(3);
      expect(environment).toMatchObject({ POSTHORN_PORT: '0', POSTHORN_DATA_DIR: join(relay.folder, 'data') });
      expect(environment).not.toHaveProperty('DATABASE_URL');
      // Another account, Postgres's, has to get through the folder.
      expect((await stat(relay.folder)).mode & 0o055).toBe(0o055);
    } finally {
      delete process.env['POSTHORN_DATA_DIR'];
      delete process.env['DATABASE_URL'];
      expect(await relay.stop()).toBe(true);
    }
    expect(existsSync(relay.folder)).toBe(false);
    await expect(fetch(relay.url)).rejects.toThrow();
  });

  it('tells the last words of one that ends before it is ready', async () => {
    const relay = await prepare("console.error('POSTHORN_PORT: not a port'); process.exit(78);");
    await expect(relay.start('smtp://127.0.0.1:25')).rejects.toThrow(/78[\s\S]*not a port/);
    expect(await relay.stop()).toBe(false);
  });

  it('is killed when it does not end', async () => {
    const relay = await prepare("process.removeAllListeners('SIGTERM'); process.on('SIGTERM', () => {});");
    await relay.start('smtp://127.0.0.1:25');
    expect(await relay.stop()).toBe(false);
    await expect(fetch(relay.url)).rejects.toThrow();
    expect(existsSync(relay.folder)).toBe(false);
  });
});
