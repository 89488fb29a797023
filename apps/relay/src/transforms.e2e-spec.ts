import { RecordingServer } from './testing/recording-server.js';
import { TestRelay, type Connected, type Json } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

interface Attempt {
  readonly outcome: string;
  readonly reason: string | null;
  readonly error: string | null;
  readonly request: { readonly bodyBytes: number } | null;
  readonly transform: Json | null;
}

const ADD = `function transform(event) {
  console.log('from', event.source.slug);
  return { body: { amount: event.body.amount * 100, at: Date.now() }, headers: { 'X-Kind': event.type, 'x-drop': null } };
}`;

describe('a subscription with a transform', () => {
  let relay: TestRelay;
  let receiver: RecordingServer;
  beforeAll(async () => {
    relay = await TestRelay.start();
    receiver = await RecordingServer.start();
  });
  beforeEach(() => {
    receiver.arrivals.length = 0;
    receiver.answerWith(200);
  });
  afterAll(async () => {
    await relay.stop();
    await receiver.close();
  });

  const ended = (subscription: Json, status: string): Promise<Json> => {
    const find = async () => (await relay.list(`deliveries?subscriptionId=${subscription.id}&status=${status}`))[0];
    return waitUntil(`a delivery that is ${status}`, find);
  };
  const attempts = async (delivery: Json): Promise<Attempt[]> =>
    (await relay.list(`deliveries/${delivery.id}/attempts`)) as unknown as Attempt[];

  it('delivers what it returns, under an id of its own, the same bytes on each attempt and in a replay, and shows them', async () => {
    const { source, destination, subscription } = await relay.connect('changed', receiver.url, {
      destination: { retry: { schedule: ['0s', '1s'] } },
      subscription: { transform: { code: ADD } },
    });
    const plain = await relay.create('subscriptions', { name: 'plain', sourceId: source.id, destinationId: destination.id });
    let refused = false;
    receiver.answerWith((arrival, response) => {
      const first = arrival.headers['x-kind'] !== undefined && !refused;
      refused ||= first;
      response.statusCode = first ? 500 : 200;
      response.end();
    });
    const body = '{"event":"order.paid","amount":7}';
    const sent = await relay.send('changed', body, { 'x-drop': '1', 'x-keep': '2' });
    const eventId = String(sent.headers['posthorn-event-id']);
    const delivery = await ended(subscription, 'delivered');
    await ended(plain, 'delivered');
    await relay.api('post', `events/${eventId}/replay`).send({ subscriptionIds: [subscription.id] });
    await waitUntil('the replay arrives', () => receiver.arrivals.filter((one) => one.headers['x-kind']).length === 3);

    const changed = receiver.arrivals.filter((one) => one.headers['x-kind']);
    const [first] = changed;
    expect(JSON.parse(String(first?.body))).toEqual({ amount: 700, at: expect.any(Number) });
    expect(new Set(changed.map((one) => one.body.toString())).size).toBe(1);
    expect(new Set(changed.map((one) => one.headers['webhook-id']))).toEqual(new Set([`${eventId}_${subscription.id}`]));
    expect(first?.headers).toMatchObject({ 'x-kind': 'order.paid', 'x-keep': '2', 'content-type': 'application/json' });
    expect(first?.headers['x-drop']).toBeUndefined();
    const untouched = receiver.arrivals.find((one) => !one.headers['x-kind']);
    expect([untouched?.body.toString(), untouched?.headers['webhook-id']]).toEqual([body, eventId]);

    const [one, two] = await attempts(delivery);
    expect([one?.outcome, two?.outcome]).toEqual(['retry', 'delivered']);
    const output = first?.body.toString();
    expect(two?.request?.bodyBytes).toBe(output?.length);
    expect(two?.transform).toEqual({
      ...{ inputBytes: body.length, outputBytes: output?.length, output, truncated: false, fault: null },
      ...{ durationMs: expect.any(Number), logs: ['from changed'] },
    });
    const [other] = await attempts(await ended(plain, 'delivered'));
    expect(other?.transform).toBeNull();

    // What it made is payload, too.
    expect((await relay.api('post', `events/${eventId}/expunge`)).status).toBe(200);
    expect((await attempts(delivery)).map((attempt) => attempt.transform)).toEqual([null, null]);
  });

  it('that fails is a visible failed attempt, and a retry after mending delivers', async () => {
    const code = 'function transform(event) {\n  return { body: event.body.customer.name };\n}';
    const { subscription } = await relay.connect('failing', receiver.url, { subscription: { transform: { code } } });
    await relay.send('failing', '{"event":"a"}');
    const delivery = await ended(subscription, 'failed');
    expect(delivery).toMatchObject({ reason: 'transform-failed', attemptCount: 1 });
    const [attempt] = await attempts(delivery);
    expect(attempt).toMatchObject({
      ...{ outcome: 'failed', reason: 'transform-failed', request: null, response: null },
      error: expect.stringMatching(/^The transform failed: TypeError: .* \(line 2, column \d+\)$/),
      transform: { output: null, outputBytes: null, fault: { line: 2 } },
    });
    expect(receiver.arrivals).toHaveLength(0);
    const mended = code.replace('customer.name', 'customer?.name ?? "nobody"');
    await relay.api('patch', `subscriptions/${subscription.id}`).send({ transform: { code: mended } });
    expect((await relay.api('post', `deliveries/${delivery.id}/retry`)).status).toBeLessThan(300);
    await ended(subscription, 'delivered');
    expect(receiver.arrivals[0]?.body.toString()).toBe('nobody');
  });

  const failed = async (looping: readonly Connected[]): Promise<number> => {
    const lists = looping.map((one) => relay.list(`deliveries?subscriptionId=${one.subscription.id}&status=failed&limit=100`));
    return (await Promise.all(lists)).flat().length;
  };
  const arrived = (sent: { readonly headers: Record<string, unknown> }): boolean =>
    receiver.arrivals.some((one) => one.headers['posthorn-event-id'] === sent.headers['posthorn-event-id']);

  it('G6 isolation: that loops fails its own deliveries and delays no other destination', async () => {
    const loops = ['function transform() { for (;;); }', 'function transform() { [].indexOf.call({ length: 2 ** 53 - 1 }, 1) }'];
    const looping = await Promise.all(
      loops.map((code, at) => relay.connect(`loop-${at}`, receiver.url, { subscription: { transform: { code } } })),
    );
    const { subscription } = await relay.connect('beside', receiver.url, {
      subscription: { transform: { code: 'function transform(event) { return { ...event, headers: { "x-well": "1" } } }' } },
    });
    await relay.connect('without', receiver.url);
    for (const slug of ['loop-0', 'loop-1']) await Promise.all(Array.from({ length: 12 }, () => relay.send(slug)));
    const sent = await relay.send('without');
    const failedBefore = await failed(looping);
    await Promise.all([relay.send('beside'), waitUntil('what has no transform arrives', () => arrived(sent))]);
    await ended(subscription, 'delivered');
    // Counted and not timed: in turns, a few of theirs end meanwhile, and most still wait.
    expect((await failed(looping)) - failedBefore).toBeLessThan(12);
    for (const { subscription: own } of looping) expect(await ended(own, 'failed')).toMatchObject({ reason: 'transform-failed' });
    expect((await relay.get(`destinations/${looping[0]?.destination.id}`))['status']).toBe('enabled');
    for (const { subscription: own } of looping) await relay.api('delete', `subscriptions/${own.id}`);
  });

  it('is tried out on a stored event', async () => {
    await relay.connect('stored', receiver.url);
    const sent = await relay.send('stored', '{"event":"a","amount":3}');
    const eventId = String(sent.headers['posthorn-event-id']);
    const preview = (code: unknown) => relay.api('post', `events/${eventId}/transform`).send({ code });
    expect((await preview(ADD)).body).toMatchObject({
      output: { contentType: 'application/json', body: { encoding: 'utf8', data: expect.stringContaining('"amount":300') } },
      ...{ fault: null, logs: ['from stored'] },
    });
    const thrown = await preview('function transform() {\n  throw new Error("no") }');
    expect(thrown.body).toMatchObject({ output: null, fault: { message: 'Error: no', line: 2 } });
    expect((await preview('function transform( {')).body).toMatchObject({ output: null, fault: { line: 1 } });
    expect((await preview(7)).body).toMatchObject({ errors: [{ field: 'code', code: 'invalid' }] });
    expect((await preview('function transform() { for (;;); }')).body).toMatchObject({
      fault: { message: 'It ran for more than 250 ms.' },
    });
    const elsewhere = await relay.root('post', 'projects').send({ name: 'Other', slug: 'other' });
    expect(elsewhere.status).toBe(201);
    expect((await relay.root('post', `projects/other/events/${eventId}/transform`).send({ code: ADD })).status).toBe(404);
  });
});
