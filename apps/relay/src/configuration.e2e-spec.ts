import pg from 'pg';
import request from 'supertest';
import type { Relay } from './relay.js';
import { TestRelay } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

const TOKEN = 'a-long-token-of-a-sender';

describe('a change of the configuration, in the process that made it and in another', () => {
  let relay: TestRelay;
  let other: Relay;
  let client: pg.Client;

  beforeAll(async () => {
    relay = await TestRelay.start();
    other = await relay.startBeside();
    client = new pg.Client({ connectionString: relay.databaseUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await other.stop();
    await relay.stop();
  });

  async function send(url: string, slug: string): Promise<number> {
    return (await request(url).post(`/in/${slug}`).set('authorization', `Bearer ${TOKEN}`).send({ event: 'a' })).status;
  }

  async function guarded(slug: string): Promise<{ readonly id: string; readonly secretId: string }> {
    const source = await relay.create('sources', {
      name: slug,
      slug,
      verification: { provider: 'bearer', secrets: [TOKEN] },
    });
    const { secrets } = source['verification'] as { secrets: { id: string }[] };
    const [secret] = secrets;
    return { id: source.id, secretId: secret?.id ?? '' };
  }

  it('a new source is answered for at once in both', async () => {
    for (let n = 0; n < 10; n++) {
      await guarded(`new${n}`);
      expect(await Promise.all([send(relay.url, `new${n}`), send(other.publicUrl, `new${n}`)])).toEqual([200, 200]);
    }
  });

  it('a revoked secret holds at once here, and within a second there', async () => {
    const { id, secretId } = await guarded('revoked');
    await waitUntil('both', async () => (await send(other.publicUrl, 'revoked')) === 200);
    await relay.api('post', `sources/${id}/secrets`).send({ value: 'the-token-of-tomorrow', expirePreviousInSeconds: 3_600 }).expect(201);
    expect(await send(relay.url, 'revoked')).toBe(200);
    await relay.api('delete', `sources/${id}/secrets/${secretId}`).expect(204);
    const answered = performance.now();
    expect(await send(relay.url, 'revoked')).toBe(401);
    await waitUntil('the end of the secret', async () => (await send(other.publicUrl, 'revoked')) === 401);
    expect(performance.now() - answered).toBeLessThan(1_000);
  });

  it('is found within three seconds where the notification was lost', async () => {
    await guarded('unheard');
    await waitUntil('both', async () => (await send(other.publicUrl, 'unheard')) === 200);
    await client.query(`update source set status = 'disabled' where slug = 'unheard'`);
    await client.query('update config_version set version = version + 1');
    const changed = performance.now();
    for (const url of [relay.url, other.publicUrl]) await waitUntil('the 404', async () => (await send(url, 'unheard')) === 404);
    expect(performance.now() - changed).toBeLessThan(3_000);
  });

  it('who cannot look for three seconds answers 503, and heals', async () => {
    await guarded('blind');
    expect(await send(relay.url, 'blind')).toBe(200);
    await client.query('begin; lock table config_version in access exclusive mode');
    const since = performance.now();
    await waitUntil('the 503', async () => (await send(relay.url, 'blind')) === 503);
    expect(performance.now() - since).toBeLessThan(4_500);
    // For known and unknown slugs alike: nobody can tell whether they still stand.
    expect(await send(relay.url, 'no-such-source')).toBe(503);
    await client.query('commit');
    await waitUntil('the 200', async () => (await send(relay.url, 'blind')) === 200, 5_000);
  }, 20_000);

  it('a disabled operator is shut out at once, everywhere', async () => {
    await relay.get('sources');
    await client.query(`update operator set status = 'disabled'`);
    for (const url of [relay.adminUrl, other.adminUrl ?? '']) {
      await relay.apiAt(url, 'get', 'sources').expect(401);
    }
    await client.query(`update operator set status = 'enabled'`);
  });
});
