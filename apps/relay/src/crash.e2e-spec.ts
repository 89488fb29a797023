import { createTestDatabase } from '@posthorn/store/testing';
import { RecordingServer } from './testing/recording-server.js';
import { RelayProcess } from './testing/relay-process.js';
import { waitUntil } from './testing/wait-until.js';

const EVENTS = 60;

/** Sends until the relay is gone; notes the ids of what was answered 2xx. */
async function sendUntilDead(url: string, answered: Set<string>): Promise<void> {
  for (let n = 0; n < EVENTS; n++) {
    try {
      const answer = await fetch(`${url}/in/s`, { method: 'POST', body: `{"n":${n}}` });
      const eventId = answer.headers.get('posthorn-event-id');
      if (answer.status === 200 && eventId) answered.add(eventId);
    } catch {
      return;
    }
  }
}

describe('G2 at least once: a kill -9 under load', () => {
  it('loses nothing that was answered 2xx; the relay that is started again delivers the rest', async () => {
    const database = await createTestDatabase();
    const receiver = await RecordingServer.start();
    // Slow enough that the kill finds deliveries under way and in line.
    receiver.answerWith((_arrival, response) => setTimeout(() => response.end(), 300));
    const first = await RelayProcess.start(database.url);
    const source = await first.create('sources', { name: 's', slug: 's', verification: { provider: 'none' } });
    const destination = await first.create('destinations', { name: 'd', plugin: 'http', config: { url: receiver.url } });
    await first.create('subscriptions', { name: 'l', sourceId: source['id'], destinationId: destination['id'] });
    const answered = new Set<string>();
    const senders = Array.from({ length: 16 }, () => sendUntilDead(first.url, answered));
    await waitUntil('some deliveries', () => receiver.arrivals.length > 30 || null);
    await first.end('SIGKILL');
    await Promise.all(senders);
    const arrived = (): Set<string> => new Set(receiver.arrivals.map((arrival) => String(arrival.headers['webhook-id'])));
    const missing = [...answered].filter((id) => !arrived().has(id));
    expect(missing.length).toBeGreaterThan(0);

    receiver.answerWith(200);
    const second = await RelayProcess.start(database.url);
    await waitUntil('everything that was answered', () => [...answered].every((id) => arrived().has(id)) || null);
    expect(await second.end('SIGTERM')).toBe(0);
    await receiver.close();
    await database.drop();
  }, 60_000);
});
