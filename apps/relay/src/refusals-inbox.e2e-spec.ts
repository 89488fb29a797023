import { createHmac, createSecretKey } from 'node:crypto';
import { SignJWT } from 'jose';
import pg from 'pg';
import { RecordingServer } from './testing/recording-server.js';
import { TestRelay, type Json } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

const SECRET = 'a-secret-of-thirty-two-characters';
/** A clock that a test moves, or stops. */
const clock = { aheadMs: 0, stoppedMs: 0, now: () => clock.stoppedMs || Date.now() + clock.aheadMs };

interface Finding {
  readonly code: string;
  readonly message: string;
}

describe('the refusals inbox', () => {
  let relay: TestRelay;
  let receiver: RecordingServer;
  let sources = 0;

  beforeAll(async () => {
    relay = await TestRelay.start({}, { clock });
    receiver = await RecordingServer.start();
  });
  afterAll(async () => {
    await relay.stop();
    await receiver.close();
  });

  const hmac = (secret: string, body: string): string => createHmac('sha256', secret).update(body).digest('hex');

  /** A source that verifies, and a destination that hears of its events. */
  async function source(over: object): Promise<Json & { readonly slug: string }> {
    const slug = `inbox-${++sources}`;
    const { source: made } = await relay.connect(slug, receiver.url, { source: over });
    return { ...made, slug };
  }

  const signedSource = (over: object = {}, secret = 'the-wrong-secret') =>
    source({ verification: { provider: 'hmac', options: { header: 'x-signature' }, secrets: [secret] }, ...over });

  const refusals = (of: Json): Promise<Json[]> => relay.list(`refusals?sourceId=${of.id}&limit=100`);
  async function refused(of: Json, count = 1): Promise<Json[]> {
    return waitUntil(`${count} refusals`, async () => {
      const found = await refusals(of);
      return found.length === count && found;
    });
  }
  const only = async (of: Json): Promise<Json> => (await refused(of))[0] as Json;
  const diagnosis = async (refusal: Json): Promise<Finding[]> => (await relay.get(`refusals/${refusal.id}`))['diagnosis'] as Finding[];
  const accept = (refusal: Json, body?: object) => relay.api('post', `refusals/${refusal.id}/accept`).send(body);
  const mend = (of: Json, value = SECRET) =>
    relay.api('post', `sources/${of.id}/secrets`).send({ value, expirePreviousInSeconds: 0 }).expect(201);
  const arrivals = (eventId: unknown) => receiver.arrivals.filter((one) => one.headers['webhook-id'] === eventId);

  it('tells why, and makes the request an event with its own time once the secret is mended', async () => {
    const of = await signedSource();
    const body = '{"event":"order.paid","amount":738.50}';
    await relay.send(`${of.slug}/orders/7?shop=1`, body, { 'x-signature': hmac(SECRET, body) }).expect(401);
    const refusal = await only(of);
    expect(await diagnosis(refusal)).toEqual([{ code: 'signature-mismatch', message: expect.any(String) }]);

    const early = await accept(refusal)
      .expect(409)
      .expect('content-type', /problem\+json/);
    expect(early.body).toMatchObject({ code: 'conflict', reason: 'signature-mismatch', detail: expect.stringContaining('does not match') });

    await mend(of);
    expect((await diagnosis(refusal)).map(({ code }) => code)).toEqual(['accepted-now']);
    clock.aheadMs += 60_000;
    const { body: event, headers } = await accept(refusal).expect(201);
    expect(event).toMatchObject({
      ...{ sourceId: of.id, type: 'order.paid', receivedAt: refusal['receivedAt'], method: 'POST', path: '/orders/7', query: 'shop=1' },
      body: { encoding: 'utf8', data: body },
    });
    expect(headers['location']).toBe(`/api/v1/projects/default/events/${(event as Json).id}`);
    await waitUntil('the delivery', () => arrivals((event as Json).id).length === 1);
    expect(arrivals((event as Json).id)[0]?.body.toString()).toBe(body);

    expect(await relay.get(`refusals/${refusal.id}`)).toMatchObject({ acceptedEventId: (event as Json).id, reason: 'signature-mismatch' });
    expect(await refusals(of)).toHaveLength(1);
  });

  it('answers with the same event when it is asked again, also at the same time', async () => {
    const of = await signedSource();
    await relay.send(of.slug, '{}', { 'x-signature': hmac(SECRET, '{}') }).expect(401);
    const refusal = await only(of);
    await mend(of);
    const answers = await Promise.all(Array.from({ length: 10 }, () => accept(refusal)));
    expect(new Set(answers.map(({ body }) => (body as Json).id)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
    await accept(refusal).expect(200);
    expect(await relay.list(`events?sourceId=${of.id}`)).toHaveLength(1);
  });

  it('finds the event that it is, where the note of its acceptance was lost', async () => {
    const of = await signedSource();
    await relay.send(of.slug, '{}', { 'x-signature': hmac(SECRET, '{}') }).expect(401);
    const refusal = await only(of);
    await mend(of);
    const { body: event } = await accept(refusal).expect(201);
    const client = new pg.Client({ connectionString: relay.databaseUrl });
    await client.connect();
    await client.query('update refusal set accepted_event_id = null');
    await client.end();
    expect((await accept(refusal).expect(200)).body).toMatchObject({ id: (event as Json).id });
    expect(await relay.get(`refusals/${refusal.id}`)).toMatchObject({ acceptedEventId: (event as Json).id });
  });

  it('drops the duplicate of what the provider has sent again meanwhile', async () => {
    const of = await signedSource({ externalId: { from: 'header', name: 'x-id' } });
    const headers = { 'x-signature': hmac(SECRET, '{}'), 'x-id': 'one' };
    await relay.send(of.slug, '{}', headers).expect(401);
    const refusal = await only(of);
    await mend(of);
    const again = await relay.send(of.slug, '{}', headers).expect(200);
    const answer = await accept(refusal).expect(200);
    expect((answer.body as Json).id).toBe(again.headers['posthorn-event-id']);
    expect(await relay.list(`events?sourceId=${of.id}`)).toHaveLength(1);
  });

  it('judges the time by the moment when it came', async () => {
    const options = { header: 'x-signature', timestampHeader: 'x-time', signedContent: '{timestamp}.{body}', toleranceSeconds: 20 };
    const of = await source({ verification: { provider: 'hmac', options, secrets: ['the-wrong-secret'] } });
    const time = String(Math.floor(clock.now() / 1_000));
    await relay.send(of.slug, '{}', { 'x-time': time, 'x-signature': hmac(SECRET, `${time}.{}`) }).expect(401);
    const late = String(Math.floor(clock.now() / 1_000) - 412);
    await relay.send(of.slug, '{}', { 'x-time': late, 'x-signature': hmac(SECRET, `${late}.{}`) }).expect(401);
    const [tooOld, mismatch] = await refused(of, 2);
    await mend(of);
    clock.aheadMs += 60_000;
    await accept(mismatch as Json).expect(201);
    const answer = await accept(tooOld as Json).expect(409);
    expect(answer.body).toMatchObject({ reason: 'timestamp-too-old', detail: 'The timestamp is 412 s old, the tolerance is 20 s.' });
    expect((await diagnosis(tooOld as Json)).map(({ code }) => code)).toEqual(['timestamp-too-old', 'timestamp-only']);
    await accept(tooOld as Json, { force: true }).expect(201);
  });

  it('sees the secret that had expired, and that of another source', async () => {
    const of = await signedSource({}, SECRET);
    await mend(of, 'the-next-secret');
    await relay.send(of.slug, '{}', { 'x-signature': hmac(SECRET, '{}') }).expect(401);
    expect((await diagnosis(await only(of))).map(({ code }) => code)).toEqual(['signature-mismatch', 'secret-expired']);
    const other = await signedSource({}, 'the-secret-of-a-third');
    await relay.send(other.slug, '{}', { 'x-signature': hmac('the-next-secret', '{}') }).expect(401);
    expect((await diagnosis(await only(other)))[1]).toMatchObject({ message: expect.stringContaining(of.slug) });
  });

  it('takes a body that a proxy has rewritten by force, and only then', async () => {
    const of = await signedSource({}, SECRET);
    await relay.send(of.slug, '{ "event": "a" }', { 'x-signature': hmac(SECRET, '{"event":"a"}') }).expect(401);
    const refusal = await only(of);
    expect((await diagnosis(refusal)).map(({ code }) => code)).toEqual(['signature-mismatch', 'body-changed']);
    await accept(refusal, { force: false }).expect(409);
    await accept(refusal, { force: 'yes' }).expect(422);
    const { body } = await accept(refusal, { force: true }).expect(201);
    expect(body).toMatchObject({ body: { data: '{ "event": "a" }' } });
  });

  it('never accepts a part of a body', async () => {
    const of = await signedSource({ maxBodyBytes: 1_000_000 }, SECRET);
    await relay.send(of.slug, Buffer.alloc(262_145), { 'x-signature': hmac('guessed', '') }).expect(401);
    const stream = new Blob([Buffer.alloc(1_000_001)]).stream();
    expect((await fetch(`${relay.url}/in/${of.slug}`, { method: 'POST', body: stream, duplex: 'half' })).status).toBe(413);
    for (const refusal of await refused(of, 2)) {
      expect(refusal['bodyTruncated']).toBe(true);
      expect((await accept(refusal, { force: true }).expect(409)).body).toMatchObject({ reason: 'body-incomplete' });
      expect((await diagnosis(refusal)).map(({ code }) => code)).toEqual(['body-incomplete']);
    }
  });

  it('asks for what the source asks for now: address, method, type, headers and size', async () => {
    const of = await source({ verification: { provider: 'none' }, contentTypes: ['text/plain'], maxBodyBytes: 10 });
    await relay.send(of.slug, '{"n":1}').expect(415);
    const refusal = await only(of);
    expect((await accept(refusal).expect(409)).body).toMatchObject({ reason: 'content-type' });
    const patch = (body: object) => relay.api('patch', `sources/${of.id}`).send(body).expect(200);
    await patch({ contentTypes: null, maxBodyBytes: 3 });
    expect((await accept(refusal).expect(409)).body).toMatchObject({ reason: 'body-too-large' });
    await patch({ maxBodyBytes: null });
    expect((await accept(refusal).expect(201)).body).toMatchObject({ body: { data: '{"n":1}' } });
  });

  it('cannot accept what belongs to a source that is gone, or what is not there', async () => {
    const of = await signedSource();
    await relay.send(of.slug).expect(401);
    const refusal = await only(of);
    await relay.api('delete', `sources/${of.id}`).expect(204);
    expect((await accept(refusal, { force: true }).expect(409)).body).toMatchObject({ reason: 'source-gone' });
    expect((await diagnosis(refusal)).map(({ code }) => code)).toEqual(['source-gone']);
    await accept({ id: 'rfs_01h2xcejqtf2nbrexx3vqjhp41' }).expect(404);
  });

  it('accepts many by filter, oldest first, page by page, and says what became of each', async () => {
    const of = await signedSource();
    for (let n = 0; n < 5; n++) {
      const body = `{"n":${n}}`;
      await relay.send(of.slug, body, { 'x-signature': n === 2 ? hmac('guessed', body) : hmac(SECRET, body) }).expect(401);
    }
    await refused(of, 5);
    await mend(of);
    const bulk = async (body: object) =>
      (await relay.api('post', 'refusals/accept').send(body).expect(200)).body as { data: Json[]; nextCursor: string | null };
    const first = await bulk({ sourceId: of.id, reason: 'signature-mismatch', limit: 3 });
    expect(first.data.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['accepted', null],
      ['accepted', null],
      ['refused', 'signature-mismatch'],
    ]);
    const second = await bulk({ sourceId: of.id, limit: 3, cursor: first.nextCursor });
    expect([second.data.map(({ outcome }) => outcome), second.nextCursor]).toEqual([['accepted', 'accepted'], null]);
    const events = await relay.list(`events?sourceId=${of.id}`);
    expect(events.map(({ receivedAt }) => receivedAt)).toEqual([...events.map(({ receivedAt }) => receivedAt)].sort().reverse());
    const bodies = await Promise.all(events.map(async ({ id }) => ((await relay.get(`events/${id}`))['body'] as { data: string }).data));
    expect(await relay.list(`refusals?sourceId=${of.id}&accepted=true`)).toHaveLength(4);
    expect((await relay.list(`refusals?sourceId=${of.id}&accepted=false`)).map(({ id }) => id)).toEqual([first.data[2]?.id]);
    expect(bodies).toEqual(['{"n":4}', '{"n":3}', '{"n":1}', '{"n":0}']);

    const ids = (await refusals(of)).map(({ id }) => id);
    const again = await bulk({ ids: [...ids, 'rfs_01h2xcejqtf2nbrexx3vqjhp41'] });
    expect(again.data.map(({ id, outcome }) => [id, outcome])).toEqual([
      ...ids.map((id, index) => [id, index === 2 ? 'refused' : 'before']),
      ['rfs_01h2xcejqtf2nbrexx3vqjhp41', 'not-found'],
    ]);
  });

  it('G8: a credential is opened to verify it again, and shown nowhere', async () => {
    const key = createSecretKey(Buffer.from(SECRET));
    const token = await new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(Math.floor(clock.now() / 1_000) + 60)
      .sign(key);
    const jwt = { provider: 'jwt', options: { algorithms: ['HS256'] }, secrets: [`${SECRET}-wrong`] };
    const apiKey = { provider: 'api-key', options: { in: 'query', name: 'key' }, secrets: ['the-wrong-key'] };
    const cases: [Json & { slug: string }, string, Record<string, string>, string, string][] = [
      [await source({ verification: jwt }), '', { authorization: `Bearer ${token}` }, SECRET, token],
      [await source({ verification: apiKey }), '?key=marker-shown-key&a=1', {}, 'marker-shown-key', 'marker-shown-key'],
    ];
    for (const [of, query, headers, right, shown] of cases) {
      await relay.send(of.slug + query, '{}', headers).expect(401);
      const refusal = await only(of);
      const before = await relay.api('get', `refusals/${refusal.id}`).expect(200);
      await mend(of, right);
      const after = await relay.api('get', `refusals/${refusal.id}`).expect(200);
      const accepted = await accept(refusal).expect(201);
      const list = await relay.api('get', `refusals?sourceId=${of.id}`).expect(200);
      for (const { text } of [before, after, accepted, list]) expect(text).not.toContain(shown);
      const { body } = await relay.api('get', `events/${(accepted.body as Json).id}`);
      expect(JSON.stringify(body)).toContain('[redacted]');
      const arrived = await waitUntil('the delivery', () => arrivals((accepted.body as Json).id)[0]);
      expect(JSON.stringify([arrived.headers, arrived.url])).not.toContain(shown);
    }
  });

  it('G4: of a flood it keeps so many, counts the rest, and neither shows in another source', async () => {
    const [flooded, quiet] = [await signedSource(), await signedSource()];
    const total = 1_300;
    const from = new Date(clock.now() - 1_000).toISOString();
    const send = async (): Promise<void> => {
      const answer = await fetch(`${relay.url}/in/${flooded.slug}`, { method: 'POST', body: '{}', headers: { 'x-signature': 'forged' } });
      expect(answer.status).toBe(401);
    };
    // However slow the machine is: nothing is let in again while it stands still.
    clock.stoppedMs = clock.now();
    for (let sent = 0; sent < total; sent += 100) await Promise.all(Array.from({ length: 100 }, send));
    clock.stoppedMs = 0;
    await relay.send(quiet.slug).expect(401);
    await refused(quiet);
    const kept = async (): Promise<number> => {
      const client = new pg.Client({ connectionString: relay.databaseUrl });
      await client.connect();
      const { rows } = await client.query<{ count: number }>(
        "select count(*)::int from refusal where detail like '%holds no hex signature%'",
      );
      await client.end();
      return rows[0]?.count ?? 0;
    };
    const notKept = async (): Promise<number> => Number((await relay.get(`refusals?sourceId=${flooded.id}&from=${from}`))['notKept']);
    await waitUntil('the whole count', async () => (await kept()) + (await notKept()) === total);
    expect([await kept(), await notKept()]).toEqual([1_000, 300]);
    expect(await relay.get(`refusals?sourceId=${quiet.id}`)).toMatchObject({ notKept: 0 });
    await relay.restart();
    expect((await kept()) + (await notKept())).toBe(total);
  });
});
