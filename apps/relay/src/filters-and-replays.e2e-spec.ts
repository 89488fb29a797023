import { Webhook } from 'standardwebhooks';
import { RecordingServer } from './testing/recording-server.js';
import { TestRelay, type Json } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

const PAYMENT = '{"event":"payment.success","amount":738.05}';

describe('filters and replays', () => {
  let relay: TestRelay;
  let receiver: RecordingServer;

  beforeAll(async () => (relay = await TestRelay.start()));
  afterAll(() => relay.stop());
  beforeEach(async () => (receiver = await RecordingServer.start()));
  afterEach(() => receiver.close());

  const eventIdOf = async (slug: string, body?: string, headers?: Record<string, string>): Promise<string> =>
    (await relay.send(slug, body, headers)).headers['posthorn-event-id'] as string;
  const settled = (eventId: string, count: number): Promise<true> =>
    waitUntil(
      `${count} delivered`,
      async () => (await relay.list(`deliveries?eventId=${eventId}&status=delivered`)).length >= count || null,
    );

  async function replay(eventId: string, body: object = {}): Promise<Json[]> {
    const answer = await relay.api('post', `events/${eventId}/replay`).send(body).expect(202);
    return (answer.body as { data: Json[] }).data;
  }

  it('G4 nothing vanishes: a route that a filter stops is recorded with its clause and makes no delivery', async () => {
    const { source, destination } = await relay.connect('filters', receiver.url, {
      subscription: { filter: { body: { amount: { $lt: 1_000 } } } },
    });
    const subscribe = (name: string, filter: object): Promise<Json> =>
      relay.create('subscriptions', { name, sourceId: source.id, destinationId: destination.id, filter });
    const large = await subscribe('large', { body: { amount: { $gte: 1_000 } } });
    const secret = await subscribe('secret', { headers: { authorization: { $startsWith: 'Bearer ' } } });
    const eventId = await eventIdOf('filters', PAYMENT, { Authorization: 'Bearer hush' });
    await settled(eventId, 1);
    expect(await relay.list(`deliveries?eventId=${eventId}`)).toHaveLength(1);
    expect(await relay.get(`events/${eventId}`)).toMatchObject({
      deliveries: { delivered: 1 },
      filtered: [
        { subscriptionId: large.id, clause: 'body.amount.$gte: 1000' },
        { subscriptionId: secret.id, clause: 'headers.authorization.$startsWith: "Bearer "' },
      ],
    });
    const text = await eventIdOf('filters', 'amount=5', { 'Content-Type': 'text/plain' });
    const [shown] = (await relay.list('events?limit=1')).filter((event) => event.id === text);
    expect(shown?.['filtered']).toHaveLength(3);
    expect((shown?.['filtered'] as Json[])[0]).toMatchObject({ clause: 'body: it is not JSON' });
    expect((await relay.list('events?unmatched=true')).map((event) => event.id)).not.toContain(text);
    expect(receiver.arrivals).toHaveLength(1);
  });

  it('G5 one id: the same in every replay, to every destination, unless the replay asks for a new one', async () => {
    const second = await RecordingServer.start();
    const { destination } = await relay.connect('replays', receiver.url, { destination: { retry: { schedule: ['0s', '0s'] } } });
    const other = await relay.create('destinations', { name: 'never before', plugin: 'http', config: { url: second.url } });
    const eventId = await eventIdOf('replays', PAYMENT);
    await settled(eventId, 1);
    await replay(eventId);
    await replay(eventId, { destinationId: other.id });
    await settled(eventId, 3);
    expect([...receiver.arrivals, ...second.arrivals].map(({ headers, body }) => [headers['webhook-id'], body.toString()])).toEqual(
      Array.from({ length: 3 }, () => [eventId, PAYMENT]),
    );

    receiver.answerWith((_arrival, response, count) => response.writeHead(count === 3 ? 500 : 200).end());
    const [fresh] = await replay(eventId, { newId: true });
    await settled(eventId, 4);
    const [first, retried] = receiver.arrivals.slice(2).map(({ headers }) => headers);
    expect(first?.['webhook-id']).toMatch(/^evt_/);
    expect(first?.['webhook-id']).not.toBe(eventId);
    expect(retried).toMatchObject({
      ...{ 'webhook-id': first?.['webhook-id'], 'posthorn-event-id': eventId },
      ...{ 'posthorn-delivery-id': fresh?.id, 'posthorn-attempt': '2' },
    });
    const signed = Object.fromEntries(Object.entries(retried ?? {}).map(([name, value]) => [name, String(value)]));
    expect(() => new Webhook(String(destination['signingSecret'])).verify(PAYMENT, signed)).not.toThrow();
    await second.close();
  });

  it('a replay to a destination without a subscription waits while that is paused, and goes by its retry policy', async () => {
    await relay.connect('by-hand', receiver.url);
    const second = await RecordingServer.start();
    const body = { name: 'by hand', plugin: 'http', config: { url: second.url }, retry: { schedule: ['0s', '0s'] }, status: 'paused' };
    const destination = await relay.create('destinations', body);
    const eventId = await eventIdOf('by-hand', PAYMENT);
    await settled(eventId, 1);
    second.answerWith(503);
    const [made] = await replay(eventId, { destinationId: destination.id });
    const state = (): Promise<Json> => relay.get(`deliveries/${made?.id ?? ''}`);
    await replay(eventId);
    await settled(eventId, 2);
    expect(await state()).toMatchObject({ status: 'scheduled', attemptCount: 0, subscriptionId: null });
    await relay.api('patch', `destinations/${destination.id}`).send({ status: 'enabled' }).expect(200);
    const failed = await waitUntil('failed', async () => ((await state())['status'] === 'failed' ? state() : null));
    expect(failed).toMatchObject({ attemptCount: 2, reason: 'exhausted', replay: true });
    expect(second.arrivals).toHaveLength(2);
    await second.close();
  });
});
