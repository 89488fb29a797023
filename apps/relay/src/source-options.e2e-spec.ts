import request, { type Test } from 'supertest';
import { TestRelay, type Json } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

/** A clock that a test stops. */
const clock = { stoppedMs: 0, now: () => clock.stoppedMs || Date.now() };

describe('what a source asks of a request', () => {
  let relay: TestRelay;
  let sources = 0;

  beforeAll(async () => {
    relay = await TestRelay.start({ POSTHORN_TRUST_PROXY: '127.0.0.1' }, { clock });
  });
  afterAll(() => relay.stop());

  async function source(options: object): Promise<Json & { readonly slug: string }> {
    const slug = `options-${++sources}`;
    return { ...(await relay.create('sources', { name: slug, slug, verification: { provider: 'none' }, ...options })), slug };
  }

  async function refusal(of: Json, reason: string): Promise<Json> {
    const found = await waitUntil(`a refusal with ${reason}`, async () =>
      (await relay.list(`refusals?sourceId=${of.id}&reason=${reason}`)).at(0),
    );
    return relay.get(`refusals/${found.id}`);
  }

  const from = (slug: string, address: string): Test => relay.send(slug, '{"event":"a"}', { 'x-forwarded-for': address });

  it('allowedIps lets in only these, by the address that a trusted proxy forwards, and G4 keeps the rest with its body', async () => {
    const of = await source({ allowedIps: ['192.0.2.0/24', '2001:db8::7'] });
    await from(of.slug, '192.0.2.99').expect(200);
    await from(of.slug, '2001:db8::7').expect(200);
    // What a sender puts in front of its own address is not believed: only the last hop is the proxy's word.
    await from(of.slug, '192.0.2.99, 198.51.100.1').expect(403, '');
    expect(await refusal(of, 'address')).toMatchObject({
      remoteAddress: '198.51.100.1',
      body: { encoding: 'utf8', data: '{"event":"a"}' },
      bodyBytes: 13,
    });
    await from(of.slug, 'not-an-address').expect(403);
    await request(relay.url).get(`/in/${of.slug}`).expect(200);
  });

  it('allowedIps takes the address of the connection where no proxy is trusted', async () => {
    const [near, far] = [await source({ allowedIps: ['127.0.0.1'] }), await source({ allowedIps: ['192.0.2.1'] })];
    const direct = await relay.startBeside({ POSTHORN_TRUST_PROXY: '', POSTHORN_ROLES: 'ingest' });
    try {
      const post = (slug: string): Test => request(direct.publicUrl).post(`/in/${slug}`).set('x-forwarded-for', '192.0.2.1').send({});
      await post(near.slug).expect(200);
      await post(far.slug).expect(403);
    } finally {
      await direct.stop();
    }
  });

  it('contentTypes: any other is 415, and so is none', async () => {
    const of = await source({ contentTypes: ['Application/JSON', 'text/*'] });
    await relay.send(of.slug, '{}', { 'content-type': 'application/json; charset=utf-8' }).expect(200);
    await relay.send(of.slug, 'a', { 'content-type': 'TEXT/csv' }).expect(200);
    await relay.send(of.slug, '<a/>', { 'content-type': 'application/xml' }).expect(415, '');
    expect((await fetch(`${relay.url}/in/${of.slug}`, { method: 'POST', body: new Uint8Array(3) })).status).toBe(415);
    expect(await refusal(of, 'content-type')).toMatchObject({ bodyBytes: 3 });
  });

  it('requiredHeaders: a request without one is 400', async () => {
    const of = await source({ requiredHeaders: ['X-Tenant'] });
    await relay.send(of.slug, '{}', { 'x-tenant': 'blue' }).expect(200);
    await relay.send(of.slug, '{}').expect(400, '');
    expect(await refusal(of, 'header-missing')).toMatchObject({ detail: 'The header x-tenant is missing or empty.' });
  });

  it('rateLimit: more is 429 with Retry-After, and then it goes on', async () => {
    const of = await source({ rateLimit: { count: 5, perSeconds: 50 } });
    clock.stoppedMs = clock.now();
    for (let n = 0; n < 5; n++) await relay.send(of.slug).expect(200);
    await relay.send(of.slug).expect(429).expect('retry-after', '10');
    clock.stoppedMs += 10_000;
    await relay.send(of.slug).expect(200);
    await relay.send(of.slug).expect(429);
    clock.stoppedMs = 0;
    expect(await refusal(of, 'rate-limited')).toMatchObject({ detail: 'More than 5 requests in 50 s.' });
  });

  it('stops reading an upload that is turned away once enough of it is kept, and goes on serving others', async () => {
    const of = await source({ allowedIps: ['192.0.2.1'] });
    const large = await fetch(`${relay.url}/in/${of.slug}`, {
      method: 'POST',
      body: new Blob([Buffer.alloc(3_000_000)]).stream(),
      duplex: 'half',
    });
    expect(large.status).toBe(403);
    const kept = await refusal(of, 'address');
    expect(kept['bodyBytes']).toBeGreaterThan(262_144);
    await from(of.slug, '192.0.2.1').expect(200);
  });

  it('answers as it is told', async () => {
    const of = await source({ response: { status: 202, contentType: 'text/plain', body: '[accepted]' } });
    const answer = await relay.send(of.slug).expect(202, '[accepted]');
    expect([answer.headers['content-type'], answer.headers['posthorn-event-id']]).toEqual(['text/plain', expect.stringMatching(/^evt_/)]);
    await relay
      .api('patch', `sources/${of.id}`)
      .send({ response: { status: 204 } })
      .expect(200);
    await relay.send(of.slug).expect(204, '');
  });

  it('a GET says what the URL is for, and no secret; HEAD and OPTIONS say it shorter', async () => {
    const verification = { provider: 'bearer', secrets: ['do-not-show-8f1'] };
    const of = await source({
      verification,
      maxBodyBytes: 1_048_576,
      methods: ['POST'],
      contentTypes: ['application/json'],
      requiredHeaders: ['x-tenant'],
    });
    const page = await request(relay.url).get(`/in/${of.slug}`).expect(200).expect('content-type', 'text/plain; charset=utf-8');
    for (const word of ['receives webhooks', 'POST', 'application/json', 'x-tenant', '1,048,576 bytes']) expect(page.text).toContain(word);
    for (const word of ['do-not-show', 'bearer', of.id, 'PUT']) expect(page.text).not.toContain(word);
    const head = await request(relay.url).head(`/in/${of.slug}`).expect(200);
    expect(head.headers['content-length']).toBe(String(page.text.length));
    await request(relay.url).options(`/in/${of.slug}`).expect(204).expect('allow', 'POST, GET, HEAD, OPTIONS');
    expect(await relay.list(`refusals?sourceId=${of.id}`)).toEqual([]);
  });
});
