import { createTestDatabase } from '@posthorn/store/testing';
import request from 'supertest';
import { CustomPluginFolder } from './testing/custom-plugin-folder.js';
import { RecordingServer } from './testing/recording-server.js';
import { RelayProcess } from './testing/relay-process.js';
import { TestRelay, type Json } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

const ONCE_NOW = { schedule: ['0s', '1h'] };
const LIMIT_MS = 30_000;
const SECRET = 'planted-key-1f3a77';

describe('custom plugins at the start', () => {
  const folder = new CustomPluginFolder();
  let receiver: RecordingServer;
  beforeAll(async () => (receiver = await RecordingServer.start()));
  afterAll(async () => {
    await receiver.close();
    folder.remove();
  });

  const define = (over: string): string => `
    import { definePlugin } from '@posthorn/plugin-sdk';
    import { z } from 'zod';
    const good = { type: 'given', title: 'Given', configSchema: z.strictObject({}), secretsSchema: z.strictObject({}), capabilities: {}, deliver: async () => ({ outcome: 'delivered' }) };
    export const plugin = ${over};`;

  it(
    'those that cannot be loaded are shown with their reasons, and stop nothing',
    async () => {
      const cases: readonly (readonly [name: string, code: string, reason: RegExp])[] = [
        ['throws', 'throw new TypeError("no such luck");', /could not be imported: TypeError: no such luck/],
        ['exits', 'process.exit(0);', /ended its thread while it was imported/],
        ['forever', 'for (;;) Math.sqrt(2);', /did not end within the limit of time/],
        ['eats', 'const a = []; for (;;) a.push(new Array(1_000_000).fill("x"));', /used up its memory/],
        ['nothing', 'export const x = 1;', /exports no plugin/],
        [
          'old',
          define('{ ...definePlugin({ ...good, type: "old" }), apiVersion: 7 }'),
          /version 7 of the contract; this relay speaks version 1/,
        ],
        [
          'loose',
          define('definePlugin({ ...good, type: "loose", configSchema: { type: "object" } })'),
          /configSchema must be a zod 4 object schema/,
        ],
        ['http', define('definePlugin({ ...good, type: "http" })'), /a built-in plugin has that already/],
        ['twin-a', define('definePlugin({ ...good, type: "twin" })'), /^$/],
        ['twin-b', define('definePlugin({ ...good, type: "twin" })'), /twin-a, which is named before it, has that already/],
      ];
      const folders = cases.map(([name, code]) => folder.write(name, code));
      const relay = await TestRelay.start({ POSTHORN_PLUGINS: [...folders, './not-there', 'not-installed-either'].join(',') });
      try {
        const { body } = await relay.root('get', 'plugins').expect(200);
        const reasons = (body.data as Json[])
          .filter(({ status }) => status === 'unavailable')
          .map(({ type, reason }) => [type, reason] as const);
        const expected: Record<string, RegExp> = {
          ...Object.fromEntries(cases.filter(([name]) => !name.startsWith('twin')).map(([name, , reason]) => [name, reason])),
          twin: /twin-a, which is named before it, has that already/,
          'not-there': /There is no folder/,
          'not-installed-either': /could not be imported/,
        };
        expect(reasons.map(([type]) => type).sort()).toEqual(Object.keys(expected).sort());
        for (const [type, reason] of reasons) expect(reason).toMatch(expected[String(type)] ?? /^$/);
        expect((body.data as Json[]).filter(({ status }) => status === 'available').map(({ type }) => type)).toEqual([
          'http',
          'slack',
          'email',
          'twin',
        ]);
        await relay.connect('works', receiver.url);
        await relay.send('works').expect(200);
        await waitUntil('a delivery', () => receiver.arrivals.length > 0 || null);
        const { text } = await request(relay.adminUrl).get('/metrics');
        expect(text).toContain('posthorn_custom_plugin_available{plugin="throws"} 0');
        expect(text).toContain('posthorn_custom_plugin_available{plugin="twin"} 1');
      } finally {
        await relay.stop();
      }
    },
    LIMIT_MS * 2,
  );

  it(
    'deliveries of one that is unavailable wait, and go out when it is mended',
    async () => {
      const place = folder.wilful('mended');
      const relay = await TestRelay.start({ POSTHORN_PLUGINS: place });
      try {
        const before = receiver.arrivals.length;
        const { destination } = await relay.connect('waits', receiver.url, { destination: { plugin: 'mended', retry: ONCE_NOW } });
        folder.write('mended', 'throw new Error("broken");');
        await relay.restart();
        await relay.send('waits').expect(200);
        const health = await relay.root('get', 'plugins/mended').expect(200);
        expect(health.body).toMatchObject({ status: 'unavailable', reason: expect.stringContaining('broken') });
        await relay.api('patch', `destinations/${destination.id}`).send({ name: 'renamed' }).expect(200);
        const refused = await relay
          .api('patch', `destinations/${destination.id}`)
          .send({ config: { url: receiver.url } })
          .expect(422);
        expect(refused.body.errors).toMatchObject([{ field: 'plugin', code: 'unavailable', message: expect.stringContaining('broken') }]);
        const [waiting] = await relay.list(`deliveries?destinationId=${destination.id}`);
        expect(waiting).toMatchObject({ status: 'scheduled', attemptCount: 0 });
        folder.wilful('mended');
        await relay.restart();
        await waitUntil('what waited', () => receiver.arrivals.length > before || null, LIMIT_MS);
      } finally {
        await relay.stop();
      }
    },
    LIMIT_MS * 2,
  );

  it(
    'what it prints is in the log, its secrets are not',
    async () => {
      const database = await createTestDatabase();
      const relay = await RelayProcess.start(database.url, { POSTHORN_PLUGINS: folder.wilful('prints'), POSTHORN_LOG_LEVEL: 'debug' });
      try {
        const source = await relay.create('sources', { name: 's', slug: 's', verification: { provider: 'none' } });
        const destination = await relay.create('destinations', {
          ...{ name: 'd', plugin: 'prints', config: { url: receiver.url, mode: 'print' }, secrets: { key: SECRET } },
        });
        await relay.create('subscriptions', { name: 'x', sourceId: source['id'], destinationId: destination['id'] });
        await fetch(`${relay.url}/in/s`, { method: 'POST', body: 'x' });
        await waitUntil('all three lines', () => (/printed too/.test(relay.output) && /"said /.test(relay.output)) || null, LIMIT_MS);
        expect(relay.output).toContain('printed [redacted]');
        expect(relay.output).not.toContain(SECRET);
        expect(relay.output).not.toContain(Buffer.from(SECRET).toString('base64'));
      } finally {
        await relay.end('SIGTERM');
        await database.drop();
      }
    },
    LIMIT_MS * 2,
  );
});
