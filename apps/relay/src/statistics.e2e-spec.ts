import { RecordingServer } from './testing/recording-server.js';
import { TestRelay, type Json } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

interface Totals {
  readonly received: number;
  readonly attempts: number;
  readonly latencyMs: { readonly p50: number } | null;
}

describe('statistics of a running relay', () => {
  it('show within seconds what came and what became of it, and keep it over a restart', async () => {
    const relay = await TestRelay.start();
    const receiver = await RecordingServer.start();
    const broken = await RecordingServer.start();
    broken.answerWith((_arrival, response) => {
      response.statusCode = 500;
      response.end();
    });
    await relay.connect('good', receiver.url, { source: { externalId: { from: 'header', name: 'x-id' }, methods: ['POST'] } });
    const retry = { schedule: ['0s', '1h'] };
    const { destination } = await relay.connect('bad', broken.url, { destination: { retry } });
    for (const id of ['a', 'b', 'a']) await relay.send('good', '{}', { 'x-id': id }).expect(200);
    await relay.send('bad').expect(200);
    await fetch(`${relay.url}/in/good`);
    await fetch(`${relay.url}/in/good`, { method: 'DELETE' });
    const read = async (): Promise<Json & { readonly totals: Totals }> => (await relay.get('stats')) as Json & { readonly totals: Totals };
    const stats = await waitUntil('everything counted', async () => {
      const now = await read();
      return now.totals.received === 6 && now.totals.attempts === 3 ? now : null;
    });
    const totals = { accepted: 3, duplicates: 1, refused: 1, handshakes: 1, delivered: 2, failed: 0, attempts: 3, retries: 1 };
    expect(stats.totals).toMatchObject(totals);
    expect(stats.totals.latencyMs?.p50).toBeGreaterThan(0);
    expect(stats.totals.latencyMs?.p50).toBeLessThan(25_000);
    expect(stats).toMatchObject({
      topFailingDestinations: [{ destinationId: destination.id, failed: 0, retried: 1 }],
      backlog: { waiting: 1, due: 0, isWhole: true },
    });
    // What memory holds is written before a shutdown is over.
    await fetch(`${relay.url}/in/good`, { method: 'OPTIONS' });
    await relay.restart();
    expect((await read()).totals).toMatchObject({ ...totals, received: 7, handshakes: 2 });
    for (const server of [receiver, broken]) await server.close();
    await relay.stop();
  }, 60_000);
});
