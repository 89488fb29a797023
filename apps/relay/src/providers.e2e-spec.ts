import { createHmac } from 'node:crypto';
import request from 'supertest';
import { TestRelay, type Json } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

const SECRET = 'a-secret-of-the-provider';
const hs = (content: string, encoding: 'hex' | 'base64' = 'hex', key = SECRET): string =>
  createHmac('sha256', key).update(content).digest(encoding);

describe('providers', () => {
  let relay: TestRelay;

  beforeAll(async () => {
    relay = await TestRelay.start();
  });
  afterAll(() => relay.stop());

  const source = (provider: string, verification: object = { secrets: [SECRET] }, more: object = {}): Promise<Json> =>
    relay.create('sources', { name: provider, slug: provider, verification: { provider, ...verification }, ...more });
  const eventsOf = ({ id }: Json): Promise<Json[]> => relay.list(`events?sourceId=${id}`);
  const refusalsOf = ({ id }: Json): Promise<Json[]> => relay.list(`refusals?sourceId=${id}`);

  describe('a handshake is answered and makes neither event nor refusal', () => {
    it('meta: GET with the right token, 403 with another', async () => {
      const made = await source('meta', { secrets: [SECRET], options: { verifyToken: 'open sesame' } });
      const ask = (token: string) =>
        request(relay.url).get('/in/meta').query({ 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': '1158201444' });
      const answer = await ask('open sesame').expect(200, '1158201444');
      expect(answer.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
      expect(answer.headers).not.toHaveProperty('set-cookie');
      await ask('guessed').expect(403, '');
      await request(relay.url)
        .get('/in/meta')
        .expect(200, /receives webhooks/);
      expect([await eventsOf(made), await refusalsOf(made)]).toEqual([[], []]);
    });

    it('x: GET with crc_token', async () => {
      await source('x');
      await request(relay.url)
        .get('/in/x?crc_token=abc')
        .expect(200, { response_token: `sha256=${hs('abc', 'base64')}` });
    });

    it('trello: HEAD, cloudevents: OPTIONS', async () => {
      await source('trello');
      await request(relay.url).head('/in/trello').expect(200);
      await source('cloudevents', {});
      await request(relay.url)
        .options('/in/cloudevents')
        .set('WebHook-Request-Origin', 'eventgrid.azure.net')
        .expect(200)
        .expect('webhook-allowed-origin', 'eventgrid.azure.net');
    });

    it('slack: POST, and the next request is an event', async () => {
      const made = await source('slack');
      const post = (body: string) => {
        const timestamp = String(Math.floor(Date.now() / 1_000));
        const signature = `v0=${hs(`v0:${timestamp}:${body}`)}`;
        return relay.send('slack', body, { 'X-Slack-Request-Timestamp': timestamp, 'X-Slack-Signature': signature });
      };
      await post('{"type":"url_verification","challenge":"3eZbrw1a"}').expect(200, { challenge: '3eZbrw1a' });
      expect(await eventsOf(made)).toEqual([]);
      await post('{"type":"event_callback","event_id":"Ev1","event":{"type":"app_mention"}}').expect(200, '{}');
      expect(await eventsOf(made)).toEqual([expect.objectContaining({ type: 'app_mention', externalId: 'Ev1' })]);
      const counted = await waitUntil('the ledger to count both', async () => {
        const { data } = (await relay.get('ledger')) as unknown as { data: Record<string, unknown>[] };
        const entry = data.find(({ sourceId }) => sourceId === made.id);
        return entry?.['requests'] === 2 ? entry : undefined;
      });
      expect(counted).toMatchObject({ accepted: 1, handshakes: 1, refused: 0, balanced: true });
    });

    it('xero: intent to receive, 200 and 401 with empty bodies', async () => {
      const made = await source('xero');
      const body = '{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"abc"}';
      await relay.send('xero', body, { 'x-xero-signature': hs(body, 'base64') }).expect(200, '');
      await relay.send('xero', body, { 'x-xero-signature': hs(body, 'base64', 'wrong') }).expect(401, '');
      expect(await eventsOf(made)).toEqual([]);
    });

    it('microsoft-graph: POST with validationToken', async () => {
      await source('microsoft-graph');
      await request(relay.url).post('/in/microsoft-graph?validationToken=Validation%3A%20x').expect(200, 'Validation: x');
    });
  });

  describe('the secret that a handshake brings', () => {
    it('asana: verifies the very next request, is shown nowhere, and cannot be replaced by a stranger', async () => {
      const made = await source('asana', {});
      const hook = 'b537207f20cbfa02357cf448134da559';
      await request(relay.url).post('/in/asana').set('X-Hook-Secret', hook).send('{}').expect(200, '').expect('x-hook-secret', hook);
      const body = '{"events":[{"action":"changed"}]}';
      await relay.send('asana', body, { 'X-Hook-Signature': hs(body, 'hex', hook) }).expect(200);
      await request(relay.url).post('/in/asana').set('X-Hook-Secret', 'the-secret-of-a-stranger').send('{}').expect(401);
      await relay.send('asana', body, { 'X-Hook-Signature': hs(body, 'hex', 'the-secret-of-a-stranger') }).expect(401);
      await relay.restart();
      await relay.send('asana', body, { 'X-Hook-Signature': hs(body, 'hex', hook) }).expect(200);
      const refused = await waitUntil('the refusals', async () => {
        const all = await refusalsOf(made);
        return all.length >= 2 ? all : undefined;
      });
      const shown = JSON.stringify([
        await relay.get(`sources/${made.id}`),
        await Promise.all(refused.map(({ id }) => relay.get(`refusals/${id}`))),
      ]);
      expect(shown).not.toContain(hook);
      expect(shown).not.toContain('the-secret-of-a-stranger');
      expect((await relay.get(`sources/${made.id}`))['verification']).toMatchObject({ secrets: [{ id: expect.any(String) }] });
    });

    it('notion: of many first handshakes at once one is the first', async () => {
      const made = await source('notion', {});
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_none, index) => relay.send('notion', `{"verification_token":"secret_token_${index}"}`)),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const { secrets } = (await relay.get(`sources/${made.id}`))['verification'] as { secrets: unknown[] };
      expect(secrets).toHaveLength(1);
    });
  });

  describe('the answer that a provider expects', () => {
    it.each([
      ['adyen', 'ab'.repeat(32), '[accepted]'],
      ['dropbox-sign', SECRET, 'Hello API Event Received'],
    ])('%s, to a sample', async (name, secret, body) => {
      const made = await source(name, { secrets: [secret] });
      expect(made['response']).toMatchObject({ body });
      const answer = await relay.api('post', `sources/${made.id}/sample`).send({}).expect(200);
      expect(answer.body).toMatchObject({ response: { status: 200, body } });
      expect(await eventsOf(made)).toHaveLength(1);
    });

    it("the source's own response wins, and gocardless is refused with 498", async () => {
      const made = await source('gocardless', { secrets: [SECRET] }, { response: { status: 202, body: '{"ok":true}' } });
      await relay.send('gocardless', '{}', { 'Webhook-Signature': hs('{}') }).expect(202, '{"ok":true}');
      await relay.send('gocardless', '{}', { 'Webhook-Signature': hs('{ }') }).expect(498, '');
      await waitUntil('the refusal', async () => (await refusalsOf(made))[0]);
    });
  });

  describe('a sample', () => {
    it.each([
      ['stripe', {}],
      ['github', {}],
      ['twilio', {}],
      ['linear', {}],
      ['telegram', {}],
      ['petstore', {}],
      ['api-key', { options: { in: 'query', name: 'key' } }],
      ['jwt', { options: { algorithms: ['HS256'] } }],
    ])('of %s is signed as its provider signs, and shows no credential', async (name, verification) => {
      const made = await source(name, { secrets: [SECRET], ...verification });
      const { body } = await relay.api('post', `sources/${made.id}/sample`).send({}).expect(200);
      const sample = body as { request: { url: string }; response: { status: number; headers: [string, string][] } };
      expect(sample.response.status).toBe(200);
      const eventId = sample.response.headers.find(([header]) => header === 'posthorn-event-id')?.[1];
      expect(await relay.get(`events/${eventId}`)).toMatchObject({ sourceId: made.id });
      expect(JSON.stringify(body)).not.toContain(SECRET);
    });

    it('cannot be made for a key that only the provider has, or without a secret', async () => {
      const paypal = await source('paypal', { options: { webhookId: 'WH1' } });
      const answer = await relay.api('post', `sources/${paypal.id}/sample`).send({}).expect(409);
      expect(answer.body).toMatchObject({ detail: expect.stringContaining('Only the provider has the key') });
    });
  });

  it('a secret in a wrong form is told when it is configured', async () => {
    const create = (provider: string, secrets: string[], options = {}) =>
      relay.api('post', 'sources').send({ name: 'x', verification: { provider, secrets, options } }).expect(422);
    for (const [provider, value] of [
      ['stripe', `${SECRET}\n`],
      ['adyen', 'zz-0123-zz'],
      ['airtable', '***'],
      ['svix', 'whsec_***'],
      ['discord', 'abcdef'],
      ['postmark', 'no colon'],
    ] as const) {
      const { body } = await create(provider, [value]);
      expect(body).toMatchObject({ errors: [{ field: 'verification.secrets.0', code: 'invalid' }] });
      expect(JSON.stringify(body)).not.toContain(value);
    }
    expect((await create('aws-sns', [])).body).toMatchObject({ errors: [{ field: 'verification.options.topicArn', code: 'required' }] });
  });

  it('tells what to paste where, by name and alias', async () => {
    const { body } = await relay.root('get', 'providers/whatsapp').expect(200);
    expect(body).toMatchObject({
      name: 'meta',
      aliases: ['facebook', 'whatsapp', 'instagram'],
      documentation: expect.stringMatching(/^https:/),
      setup: expect.arrayContaining([expect.stringContaining('verify token')]),
      handshakes: [expect.stringContaining('hub.mode=subscribe')],
      unconfirmed: [],
      optionsSchema: { properties: { verifyToken: { type: 'string' } }, additionalProperties: false },
      eventType: { from: 'body', path: 'object' },
      refusedStatus: 401,
    });
  });
});
