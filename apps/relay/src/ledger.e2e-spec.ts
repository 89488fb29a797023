import { createTestDatabase } from '@posthorn/store/testing';
import { RecordingServer } from './testing/recording-server.js';
import { RelayProcess } from './testing/relay-process.js';
import { TestRelay } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

interface Entry {
  readonly requests: number;
  readonly accepted: number;
  readonly deliveries: Readonly<Record<string, number>>;
  readonly balanced: boolean;
}

describe('G10 the ledger closes on a running relay', () => {
  it('at every moment under load, and to the number that was sent', async () => {
    const relay = await TestRelay.start();
    const receiver = await RecordingServer.start();
    const source = { methods: ['POST', 'PUT'], externalId: { from: 'header', name: 'x-id' } };
    await relay.connect('books', receiver.url, { source });
    const entries = async (): Promise<Entry[]> => (await relay.get('ledger'))['data'] as Entry[];
    let sending = true;
    const snapshots: boolean[] = [];
    const reading = (async () => {
      while (sending) for (const { balanced } of await entries()) snapshots.push(balanced);
    })();
    await Promise.all(
      Array.from({ length: 10 }, async (_none, sender) => {
        // The third of each shares the promise of the first, which is not stored yet, or finds it stored.
        for (let n = 0; n < 20; n++)
          await Promise.all(['a', 'b', 'a'].map((id) => relay.send('books', '{}', { 'x-id': `${sender}-${n}-${id}` }).expect(200)));
        await fetch(`${relay.url}/in/books`);
        await fetch(`${relay.url}/in/books`, { method: 'PUT', headers: { 'x-id': `put ${sender}` } });
        await fetch(`${relay.url}/in/books`, { method: 'DELETE' });
        await fetch(`${relay.url}/in/nothing-here`, { method: 'POST' });
      }),
    );
    const books = await waitUntil('everything delivered and counted', async () => {
      const [entry] = await entries();
      return entry?.deliveries['delivered'] === 410 && entry.requests === 630 ? entry : null;
    });
    sending = false;
    await reading;
    expect(snapshots.length).toBeGreaterThan(3);
    expect(snapshots).not.toContain(false);
    expect(books).toMatchObject({ accepted: 410, duplicates: 200, handshakes: 10, refused: 10, refusedNotKept: 0, balanced: true });
    expect(books.deliveries).toEqual({ created: 410, delivered: 410, scheduled: 0, delivering: 0, failed: 0, cancelled: 0 });
    // Counts that memory holds are written before a shutdown is over.
    await fetch(`${relay.url}/in/books`, { method: 'OPTIONS' });
    await relay.restart();
    expect(await entries()).toMatchObject([{ requests: 631, handshakes: 11, balanced: true }]);
    await receiver.close();
    await relay.stop();
  }, 60_000);

  it('after a kill -9 under load: the relay that is started again finds its books in order', async () => {
    const database = await createTestDatabase();
    const receiver = await RecordingServer.start();
    receiver.answerWith((_arrival, response) => setTimeout(() => response.end(), 300));
    const first = await RelayProcess.start(database.url);
    const source = await first.create('sources', { name: 's', slug: 's', verification: { provider: 'none' } });
    const destination = await first.create('destinations', { name: 'd', plugin: 'http', config: { url: receiver.url } });
    await first.create('subscriptions', { name: 'l', sourceId: source['id'], destinationId: destination['id'] });
    let answered = 0;
    const senders = Array.from({ length: 8 }, async () => {
      for (;;) {
        const answer = await fetch(`${first.url}/in/s`, { method: 'POST', body: '{}' }).catch(() => null);
        if (!answer) return;
        if (answer.status === 200) answered++;
        await fetch(`${first.url}/in/s`).catch(() => null);
      }
    });
    await waitUntil('some deliveries', () => receiver.arrivals.length > 30 || null);
    await first.end('SIGKILL');
    await Promise.all(senders);
    receiver.answerWith(200);
    const second = await RelayProcess.start(database.url);
    const books = await waitUntil('everything delivered', async () => {
      const [entry] = (await second.get('ledger'))['data'] as Entry[];
      if (entry?.balanced === false) throw new Error(`out of balance: ${JSON.stringify(entry)}`);
      return entry && entry.deliveries['delivered'] === entry.accepted ? entry : null;
    });
    expect(books.accepted).toBeGreaterThanOrEqual(answered);
    expect(await second.end('SIGTERM')).toBe(0);
    await receiver.close();
    await database.drop();
  }, 60_000);
});
