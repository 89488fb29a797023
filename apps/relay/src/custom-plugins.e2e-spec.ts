import type { ServerResponse } from 'node:http';
import request from 'supertest';
import { CustomPluginFolder } from './testing/custom-plugin-folder.js';
import { RecordingServer } from './testing/recording-server.js';
import { TestRelay, type Json } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

const ONCE_NOW = { schedule: ['0s', '1h'] };
const LIMIT_MS = 30_000;
const SECRET = 'planted-key-1f3a77';

describe('a custom plugin', () => {
  const folder = new CustomPluginFolder();
  let relay: TestRelay;
  let receiver: RecordingServer;
  let well: RecordingServer;

  beforeAll(async () => {
    relay = await TestRelay.start({ POSTHORN_PLUGINS: folder.wilful('wilful') });
  });
  afterAll(async () => {
    await relay.stop();
    folder.remove();
  });
  beforeEach(async () => {
    receiver = await RecordingServer.start();
    well = await RecordingServer.start();
  });
  afterEach(async () => {
    await receiver.close();
    await well.close();
  });

  const connect = (name: string, mode: string, over: object = {}): ReturnType<TestRelay['connect']> =>
    relay.connect(name, receiver.url, {
      destination: { plugin: 'wilful', config: { url: receiver.url, mode }, retry: ONCE_NOW, ...over },
    });

  const firstAttempt = (destinationId: string): Promise<Json> =>
    waitUntil(
      'an attempt',
      async () => {
        const [delivery] = await relay.list(`deliveries?destinationId=${destinationId}`);
        if (!delivery) return null;
        const [attempt] = await relay.list(`deliveries/${delivery.id}/attempts`);
        return attempt ?? null;
      },
      LIMIT_MS,
    );

  it('delivers the exact bytes through the guard, with its secrets, and its exchange is recorded without them', async () => {
    const { destination } = await connect('fine', 'well', { secrets: { key: SECRET } });
    const body = Buffer.from([0, 255, 1, 254, 10]);
    const { headers } = await relay.send('fine', body, { 'content-type': 'application/octet-stream' }).expect(200);
    const [arrival] = await waitUntil('the arrival', () => (receiver.arrivals.length > 0 ? receiver.arrivals : null));
    expect(arrival?.body).toEqual(body);
    expect(arrival?.headers).toMatchObject({ 'x-key': SECRET, 'x-id': headers['posthorn-event-id'] });
    const attempt = await firstAttempt(destination.id);
    expect(attempt).toMatchObject({ outcome: 'delivered', response: { status: 200 } });
    expect(JSON.stringify(attempt)).not.toContain(SECRET);
  });

  it('says its schemas, judges what operators write, and previews', async () => {
    const { body: shown } = await relay.root('get', 'plugins/wilful').expect(200);
    expect(shown).toMatchObject({
      status: 'available',
      custom: true,
      reason: null,
      title: 'A wilful one',
      capabilities: { forwardsBody: true },
    });
    expect(shown.configSchema.properties.level.maximum).toBe(3);
    expect(shown.secretsSchema.properties.key['x-posthorn-secret']).toBe(true);
    const post = (config: object, secrets = {}) => relay.api('post', 'destinations').send({ name: 'n', plugin: 'wilful', config, secrets });
    const fields = async (config: object, secrets = {}): Promise<string[]> =>
      (await post(config, secrets).expect(422)).body.errors.map(({ field, code }: Json) => `${field} ${code}`);
    expect(await fields({ url: receiver.url, level: 4 }, { key: 'short' })).toEqual(['config.level invalid', 'secrets.key invalid']);
    expect(await fields({ url: receiver.url, mode: 'refuse' })).toEqual(['config.mode conflict']);
    expect(await fields({ url: 'http://10.0.0.1/' })).toEqual(['config.url address-not-allowed']);
    const { destination } = await connect('shown', 'well');
    const eventId = (await relay.send('shown', 'four').expect(200)).headers['posthorn-event-id'];
    const { body: preview } = await relay.api('post', `destinations/${destination.id}/preview`).send({ eventId }).expect(200);
    expect(preview.parts).toMatchObject([{ name: 'body', data: 'well 4' }]);
    await relay.api('post', `destinations/${destination.id}/test`).expect(200);
    await waitUntil('the sample', () => receiver.arrivals.some(({ body }) => String(body).includes('posthorn.test')) || null);
  });

  it('G9: the guard judges where it goes', async () => {
    const { destination } = await connect('inside', 'inside');
    await relay.send('inside').expect(200);
    expect(await firstAttempt(destination.id)).toMatchObject({ outcome: 'failed', reason: 'address-not-allowed' });
  });

  it('keeps what it throws, and cuts what is too big', async () => {
    const thrown = await connect('thrown', 'throw-result');
    const giant = await connect('giant', 'giant');
    await relay.send('thrown').expect(200);
    await relay.send('giant').expect(200);
    expect(await firstAttempt(thrown.destination.id)).toMatchObject({
      outcome: 'failed',
      reason: 'no-more',
      error: 'told so',
      response: { status: 200 },
    });
    const big = await firstAttempt(giant.destination.id);
    expect(big).toMatchObject({ outcome: 'failed', reason: 'giant', response: { status: 200 } });
    expect(String(big['error']).length).toBeLessThan(3_000);
  });

  describe('G6 isolation: one that ends its thread costs its own destination an attempt, and others nothing', () => {
    it.each([
      ['loop', 'computed on'],
      ['oom', 'used up its memory'],
      ['buffers', 'used up its memory'],
      ['exit', 'ended itself'],
      ['timer', 'outside of any attempt'],
    ])(
      'by %s',
      async (mode, says) => {
        const bad = await connect(`bad-${mode}`, mode, { secrets: { key: SECRET } });
        const good = await relay.create('destinations', { name: 'good', plugin: 'wilful', config: { url: receiver.url } });
        await relay.create('subscriptions', { name: 'good', sourceId: bad.source.id, destinationId: good.id });
        const builtIn = await relay.create('destinations', { name: 'well', plugin: 'http', config: { url: well.url } });
        await relay.create('subscriptions', { name: 'well', sourceId: bad.source.id, destinationId: builtIn.id });
        const sent = performance.now();
        await relay.send(`bad-${mode}`).expect(200);
        await waitUntil('the built-in one', () => well.arrivals.length > 0 || null, LIMIT_MS);
        if (mode === 'loop') expect(performance.now() - sent).toBeLessThan(1_500);
        const attempt = await firstAttempt(bad.destination.id);
        expect(attempt).toMatchObject({ outcome: 'retry', reason: 'plugin-crashed', error: expect.stringContaining(says) });
        expect(JSON.stringify(attempt)).not.toContain(SECRET);
        // However many were on the thread: the other one's event arrives without an hour of waiting.
        await waitUntil('the other destination', () => receiver.arrivals.length > 0 || null, LIMIT_MS);
        const [delivery] = await waitUntil(
          'its record',
          async () => {
            const found = await relay.list(`deliveries?destinationId=${good.id}&status=delivered`);
            return found.length > 0 ? found : null;
          },
          LIMIT_MS,
        );
        expect(delivery?.['status']).toBe('delivered');
      },
      LIMIT_MS * 2,
    );
  });

  it('G6 isolation: who was on the thread by chance tries again at once and pays nothing, who ends it a second time pays', async () => {
    const bad = await connect('culprit', 'exit');
    const good = await relay.connect('bystander', well.url, {
      destination: { plugin: 'wilful', config: { url: well.url }, retry: ONCE_NOW },
    });
    let held: ServerResponse | null = null;
    well.answerWith((_arrival, response, count) => {
      if (count === 1) held = response;
      else response.end('noted');
    });
    await relay.send('bystander').expect(200);
    await waitUntil('one that is under way', () => held);
    await relay.send('culprit').expect(200);
    const ended = (id: string): Promise<Json[]> =>
      waitUntil(
        'two attempts',
        async () => {
          const [delivery] = await relay.list(`deliveries?destinationId=${id}`);
          const attempts = delivery ? await relay.list(`deliveries/${delivery.id}/attempts`) : [];
          return attempts.length >= 2 ? attempts : null;
        },
        LIMIT_MS,
      );
    expect((await ended(good.destination.id)).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['retry', 'plugin-crashed'],
      ['delivered', null],
    ]);
    expect((await ended(bad.destination.id)).map(({ reason }) => reason)).toEqual(['plugin-crashed', 'plugin-crashed']);
    // The first try was spared, so the second was the schedule's first: the next comes in an hour.
    const [delivery] = await relay.list(`deliveries?destinationId=${bad.destination.id}`);
    expect(Date.parse(String(delivery?.['nextAttemptAt'])) - Date.now()).toBeGreaterThan(1_800_000);
  });

  it(
    'one whose promise never ends is left behind at its timeout, again and again, and others go on',
    async () => {
      const { destination, source } = await connect('never', 'never', { timeoutMs: 1_000, maxConcurrency: 30, retry: ONCE_NOW });
      const good = await relay.create('destinations', { name: 'good', plugin: 'wilful', config: { url: receiver.url } });
      await relay.create('subscriptions', { name: 'good', sourceId: source.id, destinationId: good.id });
      for (let n = 0; n < 25; n++) await relay.send('never').expect(200);
      await waitUntil('all of the other', () => receiver.arrivals.length >= 25 || null, LIMIT_MS);
      const attempt = await firstAttempt(destination.id);
      expect(attempt).toMatchObject({ outcome: 'retry', reason: 'timeout' });
      // Its runs are ended with their thread, so that later ones are made.
      await waitUntil(
        'no run that outlived its attempt',
        async () => {
          const { text } = await request(relay.adminUrl).get('/metrics');
          return /^posthorn_attempts_abandoned\{plugin="wilful"\} [1-9]/m.test(text) ? null : true;
        },
        LIMIT_MS,
      );
    },
    LIMIT_MS * 2,
  );

  it(
    'a check that computes without an end is a 422, and deliveries go on',
    async () => {
      const { destination } = await connect('meanwhile', 'well');
      const stuck = relay
        .api('post', 'destinations')
        .send({ name: 'n', plugin: 'wilful', config: { url: receiver.url, mode: 'loop-in-validate' } });
      const answer = stuck.expect(422).then(({ body }) => body.errors);
      await relay.send('meanwhile').expect(200);
      expect(await firstAttempt(destination.id)).toMatchObject({ outcome: 'delivered' });
      expect(await answer).toMatchObject([{ field: 'plugin', code: 'unavailable' }]);
    },
    LIMIT_MS,
  );
});
