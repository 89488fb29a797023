import { openDatabase } from '@posthorn/store';
import { Webhook } from 'standardwebhooks';
import { RecordingServer } from './testing/recording-server.js';
import { TestRelay, type Json } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

/** The seed's webhook, byte for byte (its numbers and its spacing are the point). */
const SEED = `{
    "event": "payment.success",
    "orderId": "1312312",
    "amount": 738.05,
    "currency": "USD",
    "timestamp": "1758613403"
}`;

describe('from a sender to a destination', () => {
  let relay: TestRelay;
  let receiver: RecordingServer;

  beforeAll(async () => (relay = await TestRelay.start()));
  afterAll(() => relay.stop());
  beforeEach(async () => (receiver = await RecordingServer.start()));
  afterEach(() => receiver.close());

  const arrivals = (count: number): Promise<true> => waitUntil(`${count} arrivals`, () => receiver.arrivals.length >= count || null);

  function deliveryOf(eventId: string, status: string): Promise<Json> {
    return waitUntil(`a delivery of ${eventId} that is ${status}`, async () => {
      const all = await relay.list(`deliveries?eventId=${eventId}`);
      return all.find((delivery) => delivery['status'] === status);
    });
  }

  it('G3 byte for byte: the seed webhook arrives as it was sent, signed, and reads in the API with its attempt', async () => {
    const { destination } = await relay.connect('seed', receiver.url);
    const answer = await relay.send('seed', SEED, { 'X-Custom': 'kept', Authorization: 'Bearer secret-token' });
    expect([answer.status, answer.text]).toEqual([200, '{}']);
    const eventId = answer.headers['posthorn-event-id'] as string;
    await arrivals(1);
    const [arrival] = receiver.arrivals;
    expect(arrival?.body.toString()).toBe(SEED);
    expect(arrival?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-custom': 'kept',
      'webhook-id': eventId,
      'posthorn-attempt': '1',
    });
    expect(arrival?.headers).not.toHaveProperty('authorization');
    const headers = Object.fromEntries(Object.entries(arrival?.headers ?? {}).map(([name, value]) => [name, String(value)]));
    expect(() => new Webhook(String(destination['signingSecret'])).verify(SEED, headers)).not.toThrow();

    const delivery = await deliveryOf(eventId, 'delivered');
    expect(await relay.get(`events/${eventId}`)).toMatchObject({
      type: 'payment.success',
      body: { encoding: 'utf8', data: SEED },
      deliveries: { delivered: 1, failed: 0 },
      headers: expect.arrayContaining([['Authorization', '[redacted]']]),
    });
    const [attempt] = await relay.list(`deliveries/${delivery.id}/attempts`);
    expect(attempt).toMatchObject({
      number: 1,
      outcome: 'delivered',
      response: { status: 200, body: 'noted' },
      request: { method: 'POST', bodyBytes: SEED.length },
    });
  });

  it('G5 one id: the same on every attempt and for every destination, and G4: each failed attempt is recorded', async () => {
    const second = await RecordingServer.start();
    const { source } = await relay.connect('fan', receiver.url, { destination: { retry: { schedule: ['0s', '0s', '0s'] } } });
    const other = await relay.create('destinations', { name: 'fan 2', plugin: 'http', config: { url: second.url } });
    await relay.create('subscriptions', { name: 'fan 2', sourceId: source.id, destinationId: other.id });
    receiver.answerWith((_arrival, response, count) => response.writeHead(count < 3 ? 500 : 200).end());
    const eventId = (await relay.send('fan')).headers['posthorn-event-id'] as string;
    await arrivals(3);
    await waitUntil('both delivered', async () => (await relay.list(`deliveries?eventId=${eventId}&status=delivered`)).length === 2);
    expect([...receiver.arrivals, ...second.arrivals].map((arrival) => arrival.headers['webhook-id'])).toEqual([
      eventId,
      eventId,
      eventId,
      eventId,
    ]);
    expect(receiver.arrivals.map((arrival) => arrival.headers['posthorn-attempt'])).toEqual(['1', '2', '3']);
    const [retried] = (await relay.list(`deliveries?eventId=${eventId}`)).filter((delivery) => delivery['attemptCount'] === 3);
    const attempts = await relay.list(`deliveries/${retried?.id}/attempts`);
    expect(attempts.map((attempt) => [attempt['number'], attempt['outcome'], attempt['reason']])).toEqual([
      [1, 'retry', 'http-500'],
      [2, 'retry', 'http-500'],
      [3, 'delivered', null],
    ]);
    await second.close();
  });

  it('G4 nothing vanishes: an event that matches no subscription is stored and says so', async () => {
    await relay.connect('unmatched', receiver.url, { subscription: { eventTypes: ['order.*'] } });
    const eventId = (await relay.send('unmatched')).headers['posthorn-event-id'] as string;
    const unmatched = await relay.list('events?unmatched=true');
    expect(unmatched.map((event) => event.id)).toContain(eventId);
    expect(receiver.arrivals).toEqual([]);
  });

  it('ends its schedule as failed, and delivers when a person retries it', async () => {
    await relay.connect('exhausted', receiver.url, { destination: { retry: { schedule: ['0s', '0s'] } } });
    receiver.answerWith(503);
    const eventId = (await relay.send('exhausted')).headers['posthorn-event-id'] as string;
    const failed = await deliveryOf(eventId, 'failed');
    expect(failed).toMatchObject({ attemptCount: 2, reason: 'exhausted', nextAttemptAt: null });
    receiver.answerWith(200);
    await relay.api('post', `deliveries/${failed.id}/retry`).expect(202);
    await deliveryOf(eventId, 'delivered');
    await relay.api('post', `deliveries/${failed.id}/retry`).expect(409);
    expect(receiver.arrivals).toHaveLength(3);
  });

  it.each([
    ['what retryOn leaves out is final', { schedule: ['0s', '0s'], retryOn: '5xx, network' }, 404, 'http-404'],
    ['a redirect is not followed and is retried', { schedule: ['0s'] }, 302, 'exhausted'],
  ])('%s', async (_name, retry, status, reason) => {
    const name = `final-${status}`;
    await relay.connect(name, receiver.url, { destination: { retry } });
    receiver.answerWith((_arrival, response) => response.writeHead(status, { location: receiver.url }).end());
    const eventId = (await relay.send(name)).headers['posthorn-event-id'] as string;
    expect(await deliveryOf(eventId, 'failed')).toMatchObject({ reason });
    expect(receiver.arrivals).toHaveLength(1);
  });

  it('waits as long as Retry-After says, the whole destination with it, until a person insists', async () => {
    await relay.connect('quiet', receiver.url, { destination: { retry: { schedule: ['0s', '0s', '0s'] } } });
    receiver.answerWith((_arrival, response) => response.writeHead(429, { 'retry-after': '3600' }).end());
    const first = await deliveryOf((await relay.send('quiet')).headers['posthorn-event-id'] as string, 'scheduled');
    expect(Date.parse(String(first['nextAttemptAt'])) - Date.now()).toBeGreaterThan(3_000_000);
    const second = (await relay.send('quiet')).headers['posthorn-event-id'] as string;
    await deliveryOf(second, 'scheduled');
    expect(receiver.arrivals).toHaveLength(1);
    receiver.answerWith(200);
    await relay.api('post', `deliveries/${first.id}/retry`).expect(202);
    await deliveryOf(String(first['eventId']), 'delivered');
    await deliveryOf(second, 'delivered');
  });

  it('410 is gone: the delivery fails, the destination is disabled, what waits fails with it, and new ones do too', async () => {
    const { destination, source } = await relay.connect('gone', receiver.url);
    const late = { sourceId: source.id, destinationId: destination.id, delaySeconds: 3_600, eventTypes: ['later'] };
    await relay.create('subscriptions', { name: 'gone, later', ...late });
    receiver.answerWith(410);
    const waiting = (await relay.send('gone', '{"event":"later"}')).headers['posthorn-event-id'] as string;
    await deliveryOf(waiting, 'scheduled');
    const reasons = async (): Promise<string> =>
      (await relay.list(`deliveries?eventId=${waiting}`))
        .map((delivery) => delivery['reason'])
        .sort()
        .join();
    await waitUntil('both have failed', async () => (await reasons()) === 'destination-disabled,gone' || null);
    expect((await relay.get(`destinations/${destination.id}`))['status']).toBe('disabled');
    const refused = (await relay.send('gone')).headers['posthorn-event-id'] as string;
    expect(await deliveryOf(refused, 'failed')).toMatchObject({ reason: 'destination-disabled', attemptCount: 0 });
    expect(receiver.arrivals).toHaveLength(1);
  });

  it('keeps what is paused, and delivers it when it is resumed, also after a restart', async () => {
    const { destination, subscription } = await relay.connect('paused', receiver.url);
    await relay.api('patch', `subscriptions/${subscription.id}`).send({ status: 'paused' }).expect(200);
    const eventId = (await relay.send('paused')).headers['posthorn-event-id'] as string;
    await deliveryOf(eventId, 'scheduled');
    await relay.api('patch', `destinations/${destination.id}`).send({ status: 'paused' }).expect(200);
    await relay.api('patch', `subscriptions/${subscription.id}`).send({ status: 'enabled' }).expect(200);
    await relay.restart();
    expect(receiver.arrivals).toEqual([]);
    await relay.api('patch', `destinations/${destination.id}`).send({ status: 'enabled' }).expect(200);
    await deliveryOf(eventId, 'delivered');
    expect(receiver.arrivals).toHaveLength(1);
  });

  it('delays as the subscription says, and a person can hurry or cancel', async () => {
    await relay.connect('delayed', receiver.url, { subscription: { delaySeconds: 3_600 } });
    const hurried = (await relay.send('delayed')).headers['posthorn-event-id'] as string;
    const cancelled = (await relay.send('delayed')).headers['posthorn-event-id'] as string;
    await relay.api('post', `deliveries/${(await deliveryOf(cancelled, 'scheduled')).id}/cancel`).expect(200);
    await relay.api('post', `deliveries/${(await deliveryOf(cancelled, 'cancelled')).id}/cancel`).expect(409);
    await relay.api('post', `deliveries/${(await deliveryOf(hurried, 'scheduled')).id}/retry`).expect(202);
    await deliveryOf(hurried, 'delivered');
    expect(receiver.arrivals.map((arrival) => arrival.headers['webhook-id'])).toEqual([hurried]);
  });

  it('delivers what a person cancels and at once retries', async () => {
    await relay.connect('regretted', receiver.url, { subscription: { delaySeconds: 3_600 } });
    const eventId = (await relay.send('regretted')).headers['posthorn-event-id'] as string;
    const { id } = await deliveryOf(eventId, 'scheduled');
    await relay.api('post', `deliveries/${id}/cancel`).expect(200);
    await relay.api('post', `deliveries/${id}/retry`).expect(202);
    await deliveryOf(eventId, 'delivered');
  });

  it('G2: delivers what it had claimed when the answer was lost with its connection', async () => {
    await relay.connect('lost-claim', receiver.url, { subscription: { delaySeconds: 3_600 } });
    const eventId = (await relay.send('lost-claim')).headers['posthorn-event-id'] as string;
    await deliveryOf(eventId, 'scheduled');
    const database = await openDatabase({ url: relay.databaseUrl, maxConnections: 2 });
    await database.pool.query(`update queue set due_at = now(), claimed_by = (select max(epoch) from process)
      where delivery_id = (select delivery_id from queue order by delivery_id desc limit 1)`);
    await database.close();
    await deliveryOf(eventId, 'delivered');
  });

  it('deleting is soft: what waits is cancelled, history still resolves', async () => {
    const { destination } = await relay.connect('deleted', receiver.url, { subscription: { delaySeconds: 3_600 } });
    const eventId = (await relay.send('deleted')).headers['posthorn-event-id'] as string;
    await deliveryOf(eventId, 'scheduled');
    await relay.api('delete', `destinations/${destination.id}`).expect(409);
    await relay.api('delete', `destinations/${destination.id}?cascade=true`).expect(204);
    expect(await deliveryOf(eventId, 'cancelled')).toMatchObject({ destinationId: destination.id });
    await relay.api('get', `destinations/${destination.id}`).expect(404);
  });

  it('G6 isolation: a destination that hangs delays no other', async () => {
    const well = await RecordingServer.start();
    const { source } = await relay.connect('hang', receiver.url, { destination: { maxConcurrency: 1, timeoutMs: 60_000 } });
    const other = await relay.create('destinations', { name: 'well', plugin: 'http', config: { url: well.url } });
    await relay.create('subscriptions', { name: 'well', sourceId: source.id, destinationId: other.id });
    receiver.answerWith(() => undefined);
    for (let n = 0; n < 20; n++) await relay.send('hang').expect(200);
    await waitUntil('20 arrivals at the one that is well', () => well.arrivals.length === 20 || null);
    expect(receiver.arrivals).toHaveLength(1);
    await relay
      .api('patch', `destinations/${String(other.id)}`)
      .send({ status: 'paused' })
      .expect(200);
    await well.close();
  });

  it('G9 no inside job: an address that is not allowed fails at once, without a connection', async () => {
    const name = { name: 'inside', plugin: 'http', config: { url: 'http://10.0.0.1/' } };
    const literal = await relay.api('post', 'destinations').send(name).expect(422);
    expect(literal.body).toMatchObject({ errors: [{ field: 'config.url', code: 'address-not-allowed' }] });
  });
});
