import type { ServerResponse } from 'node:http';
import type { Relay } from './relay.js';
import { RecordingServer } from './testing/recording-server.js';
import { TestRelay } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

describe('expunging an event whose delivery stands in line', () => {
  let relay: TestRelay;
  let other: Relay;
  let receiver: RecordingServer;

  beforeAll(async () => {
    relay = await TestRelay.start();
    other = await relay.startBeside({ POSTHORN_ROLES: 'admin' });
    receiver = await RecordingServer.start();
  });
  afterAll(async () => {
    await other.stop();
    await relay.stop();
    await receiver.close();
  });

  it.each([
    ['in the process that holds it', () => relay.adminUrl],
    ['in another', () => other.adminUrl ?? ''],
  ])('asked for %s: nothing of it is sent a second after the answer', async (where, url) => {
    const name = where.replaceAll(' ', '-');
    await relay.connect(name, receiver.url, { destination: { maxConcurrency: 1 } });
    const held: ServerResponse[] = [];
    receiver.answerWith((_arrival, response) => held.push(response));
    const send = async (): Promise<string> => String((await relay.send(name)).headers['posthorn-event-id']);
    const [first, expunged, last] = [await send(), await send(), await send()];
    await waitUntil('the first attempt', () => held.length === 1);
    await relay.apiAt(url(), 'post', `events/${expunged}/expunge`).expect(200);
    const answered = performance.now();
    await waitUntil('a second', () => performance.now() - answered > 1_000);
    receiver.answerWith(200);
    held[0]?.end();
    const arrived = (): unknown[] => receiver.arrivals.map((one) => one.headers['webhook-id']);
    await waitUntil('what stood behind it', () => arrived().includes(last));
    expect(arrived()).toContain(first);
    expect(arrived()).not.toContain(expunged);
    const [delivery] = await relay.list(`deliveries?eventId=${expunged}`);
    expect(delivery).toMatchObject({ status: 'cancelled', reason: 'event-expunged', attemptCount: 0 });
  });
});
