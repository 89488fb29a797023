import type { Relay } from './relay.js';
import { RecordingServer } from './testing/recording-server.js';
import { TestRelay, type Json } from './testing/test-relay.js';
import { RelayProcess } from './testing/relay-process.js';
import { waitUntil } from './testing/wait-until.js';
import { createTestDatabase } from '@posthorn/store/testing';

interface Message {
  readonly key: string;
  readonly n: number;
}

const parse = (body: Buffer): Message => JSON.parse(body.toString()) as Message;
const text = (key: string, n: number): string => JSON.stringify({ event: 'order.changed', key, n });
const ORDERED = { orderingKey: { from: 'body', path: 'key' } };

/** Keeps what it answered 2xx, in that order; the judge says which message fails. */
class OrderedReceiver {
  readonly taken: Message[] = [];

  private constructor(
    readonly server: RecordingServer,
    private fails: (message: Message, count: number) => boolean,
  ) {}

  static async start(fails: (message: Message, count: number) => boolean = () => false): Promise<OrderedReceiver> {
    const server = await RecordingServer.start();
    const receiver = new OrderedReceiver(server, fails);
    const seen = new Map<string, number>();
    server.answerWith(({ body }, response) => {
      const message = parse(body);
      const id = `${message.key}/${message.n}`;
      seen.set(id, (seen.get(id) ?? 0) + 1);
      const isRefused = receiver.fails(message, seen.get(id) ?? 0);
      if (!isRefused) receiver.taken.push(message);
      response.writeHead(isRefused ? 500 : 200).end();
    });
    return receiver;
  }

  failWhen(fails: (message: Message, count: number) => boolean): void {
    this.fails = fails;
  }

  /** The numbers of a key in the order of their first arrival. */
  of(key: string): number[] {
    return [...new Set(this.taken.filter((message) => message.key === key).map(({ n }) => n))];
  }
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe('G7 order', () => {
  let relay: TestRelay;
  let receiver: OrderedReceiver;
  let others: Relay[];

  beforeEach(async () => {
    others = [];
    relay = await TestRelay.start();
  });
  afterEach(async () => {
    for (const other of others) await other.stop();
    await relay.stop();
    await receiver.server.close();
  });

  const connect = (over: { destination?: object; subscription?: object } = {}) =>
    relay.connect('kept', receiver.server.url, {
      destination: { retry: { schedule: ['0s', '1s', '1s', '1s'] }, ...over.destination },
      subscription: { ...ORDERED, ...over.subscription },
    });

  async function sendAll(keys: readonly string[], count: number): Promise<void> {
    // One at a time within a key: each is answered before the next begins.
    await Promise.all(
      keys.map(async (key) => {
        for (const n of upTo(count)) await relay.send('kept', text(key, n)).expect(200);
      }),
    );
  }

  it('is kept within each key through failures and retries, while other keys go on', async () => {
    receiver = await OrderedReceiver.start(({ key, n }) => key === 'slow' && n === 0);
    await connect({ destination: { retry: { schedule: ['0s', ...Array<string>(49).fill('1s')] } } });
    await sendAll(['slow', 'a', 'b'], 20);
    await waitUntil('the other keys', () => receiver.of('a').length + receiver.of('b').length === 40 || null);
    expect(receiver.of('slow')).toEqual([]);
    receiver.failWhen(({ key, n }, count) => key === 'slow' && n === 0 && count < 3);
    await waitUntil('the slow key', () => receiver.of('slow').length === 20 || null);
    for (const key of ['slow', 'a', 'b']) expect(receiver.of(key)).toEqual(upTo(20));
    const deliveries = await relay.list('deliveries?limit=100');
    expect(deliveries.map((one) => [one['status'], one['ordered']])).toEqual(Array.from({ length: 60 }, () => ['delivered', true]));
  });

  it('a head that ends its schedule fails as order-parked, and the next one goes on', async () => {
    receiver = await OrderedReceiver.start(({ n }) => n === 1);
    await connect({ destination: { retry: { schedule: ['0s', '1s'] } } });
    await sendAll(['a'], 4);
    await waitUntil('the ones behind', () => receiver.of('a').length === 3 || null);
    expect(receiver.of('a')).toEqual([0, 2, 3]);
    const [parked] = await relay.list('deliveries?status=failed');
    expect(parked).toMatchObject({ reason: 'order-parked', attemptCount: 2, ordered: true });
    // After its end it may come when it likes, and says so.
    receiver.failWhen(() => false);
    const retried = await relay.api('post', `deliveries/${parked?.id}/retry`).expect(202);
    expect(retried.body).toMatchObject({ ordered: false });
    await waitUntil('the parked one', () => receiver.of('a').includes(1) || null);
  });

  it('what stands behind another of its key cannot be hurried, and goes on when that one is cancelled', async () => {
    receiver = await OrderedReceiver.start(({ n }) => n === 0);
    await connect({ destination: { retry: { schedule: ['0s', '1h'] } } });
    await sendAll(['a'], 3);
    // Those behind the head may have been claimed with it: they read as `delivering` until they are parked.
    const [, second, first] = await waitUntil('the head waits for its retry, and the others behind it', async () => {
      const all = await relay.list('deliveries');
      const attempts = all.map((one) => (one['status'] === 'scheduled' ? one['attemptCount'] : null));
      return attempts.join() === '0,0,1' ? all : null;
    });
    const refused = await relay.api('post', `deliveries/${second?.id}/retry`).expect(409);
    expect((refused.body as Json)['detail']).toContain('stand before it');
    expect(second).toMatchObject({ ordered: true });
    await relay.api('post', `deliveries/${first?.id}/retry`).expect(202);
    await waitUntil('one more attempt', async () => (await relay.get(`deliveries/${first?.id}`))['attemptCount'] === 2 || null);
    await waitUntil('its end', async () => (await relay.get(`deliveries/${first?.id}`))['status'] === 'failed' || null);
    await waitUntil('the others', () => receiver.of('a').length === 2 || null);

    receiver.failWhen(({ n }) => n === 3);
    for (const n of [3, 4]) await relay.send('kept', text('a', n)).expect(200);
    const head = await waitUntil('the next head', async () => {
      const all = await relay.list('deliveries?limit=2');
      return all[1]?.['attemptCount'] === 1 ? all[1] : null;
    });
    await relay.api('post', `deliveries/${head.id}/cancel`).expect(200);
    await waitUntil('the one behind it', () => receiver.of('a').includes(4) || null);
  });

  it('is kept where requests come to several processes, and a key outlives a pause', async () => {
    receiver = await OrderedReceiver.start();
    const { destination } = await connect();
    const other = await relay.startBeside();
    others.push(other);
    await waitUntil('the other process knows the source', async () => (await fetch(`${other.publicUrl}/in/kept`)).status === 200 || null);
    const send = async (n: number): Promise<void> => {
      const url = n % 2 === 0 ? relay.url : other.publicUrl;
      const answer = await fetch(`${url}/in/kept`, { method: 'POST', body: text('a', n), headers: { 'content-type': 'application/json' } });
      expect(answer.status).toBe(200);
    };
    for (const n of upTo(30)) await send(n);
    await relay.api('patch', `destinations/${destination.id}`).send({ status: 'paused' }).expect(200);
    for (let n = 30; n < 50; n++) await send(n);
    await relay.api('patch', `destinations/${destination.id}`).send({ status: 'enabled' }).expect(200);
    await waitUntil('all of them', () => receiver.of('a').length === 50 || null);
    expect(receiver.of('a')).toEqual(upTo(50));
  });

  it('a missing value means that an event keeps no order', async () => {
    receiver = await OrderedReceiver.start();
    await connect();
    await relay.send('kept', '{"event":"order.changed","n":1}').expect(200);
    await waitUntil('the arrival', () => receiver.taken.length === 1 || null);
    expect((await relay.list('deliveries'))[0]).toMatchObject({ status: 'delivered', ordered: false });
  });

  it.each([
    [{ from: 'body' }, 'orderingKey.path', 'required'],
    [{ from: 'body', path: 'a[' }, 'orderingKey.path', 'invalid'],
    ['order.id', 'orderingKey', 'invalid'],
  ])('the ordering key %j is refused', async (orderingKey, field, code) => {
    receiver = await OrderedReceiver.start();
    const { destination } = await connect();
    const answer = await relay.api('post', 'subscriptions').send({ name: 'x', destinationId: destination.id, orderingKey }).expect(422);
    expect((answer.body as { errors: unknown }).errors).toMatchObject([{ field, code }]);
  });
});

describe('a rate limit', () => {
  it('holds over all processes that take requests, in any of its periods', async () => {
    const relay = await TestRelay.start();
    const receiver = await RecordingServer.start();
    await relay.connect('slow', receiver.url, { destination: { rateLimit: { count: 5, perSeconds: 1 } } });
    const other = await relay.startBeside();
    await waitUntil('the other process knows the source', async () => (await fetch(`${other.publicUrl}/in/slow`)).status === 200 || null);
    const urls = [relay.url, other.publicUrl];
    await Promise.all(upTo(20).map((n) => fetch(`${urls[n % 2]}/in/slow`, { method: 'POST', body: text('a', n) })));
    await waitUntil('all of them', async () => (await relay.list('deliveries?status=delivered&limit=100')).length === 20 || null);
    expect(receiver.arrivals).toHaveLength(20);
    // By the attempts' own record: on a busy machine requests arrive later than they were begun, each as much as it likes.
    const times: number[] = [];
    for (const { id } of await relay.list('deliveries?limit=100'))
      times.push(...(await relay.list(`deliveries/${id}/attempts`)).map((attempt) => Date.parse(String(attempt['startedAt']))));
    times.sort((a, b) => a - b);
    for (let n = 5; n < times.length; n++) expect((times[n] ?? 0) - (times[n - 5] ?? 0)).toBeGreaterThanOrEqual(995);
    expect((times[19] ?? 0) - (times[0] ?? 0)).toBeLessThan(8_000);
    await other.stop();
    await relay.stop();
    await receiver.close();
  });
});

describe('G7 order: a kill -9 of the owner', () => {
  it('leaves the order to a successor, nothing overtaken and nothing stuck', async () => {
    const database = await createTestDatabase();
    const receiver = await OrderedReceiver.start(({ n }, count) => n % 7 === 3 && count < 2);
    const processes = [await RelayProcess.start(database.url)];
    try {
      const [first] = processes;
      const source = await first?.create('sources', { name: 'kept', slug: 'kept', verification: { provider: 'none' } });
      const config = { url: receiver.server.url };
      const retry = { schedule: ['0s', ...Array.from({ length: 40 }, () => '1s')] };
      const destination = await first?.create('destinations', { name: 'kept', plugin: 'http', config, retry });
      await first?.create('subscriptions', { name: 'kept', sourceId: source?.['id'], destinationId: destination?.['id'], ...ORDERED });
      processes.push(await RelayProcess.start(database.url));
      const survivor = processes[1]?.url;
      await waitUntil('the survivor knows the source', async () => (await fetch(`${survivor}/in/kept`)).status === 200 || null);
      for (const n of upTo(60)) {
        if (n === 20) await first?.end('SIGKILL');
        for (const key of ['a', 'b']) {
          const body = text(key, n);
          await waitUntil('a 200', async () => (await fetch(`${survivor}/in/kept`, { method: 'POST', body })).status === 200 || null);
        }
      }
      await waitUntil('all of them', () => receiver.of('a').length + receiver.of('b').length === 120 || null, 60_000);
      for (const key of ['a', 'b']) expect(receiver.of(key)).toEqual(upTo(60));
    } finally {
      for (const one of processes) await one.end('SIGKILL');
      await receiver.server.close();
      await database.drop();
    }
  }, 90_000);
});
