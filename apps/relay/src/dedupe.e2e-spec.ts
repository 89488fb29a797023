import { createTestDatabase, type TestDatabase } from '@posthorn/store/testing';
import pg from 'pg';
import { RelayProcess } from './testing/relay-process.js';
import { waitUntil } from './testing/wait-until.js';

interface Answer {
  readonly status: number;
  readonly eventId: string | null;
  readonly duplicate: boolean;
}

describe('the same external id, in two processes on one database', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let processes: RelayProcess[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    // The first makes what the second finds.
    processes.push(await RelayProcess.start(database.url), await RelayProcess.start(database.url));
  }, 60_000);
  afterAll(async () => {
    await Promise.all(processes.map((one) => one.end('SIGKILL')));
    await client.end();
    await database.drop();
  });

  async function source(slug: string, over: object = {}): Promise<void> {
    const rule = { from: 'header', name: 'x-id' };
    await processes[0]?.create('sources', { name: slug, slug, verification: { provider: 'none' }, externalId: rule, ...over });
    // The other process hears of it within a second, and a first request of its own asks at once.
    await waitUntil('both know it', async () =>
      (await Promise.all(processes.map((one) => fetch(`${one.url}/in/${slug}`)))).every(({ status }) => status === 200),
    );
  }

  async function send(slug: string, id: string, through: number): Promise<Answer> {
    const relay = processes[through % processes.length];
    const answer = await fetch(`${relay?.url}/in/${slug}`, { method: 'POST', body: '{}', headers: { 'x-id': id } });
    const header = (name: string): string | null => answer.headers.get(name);
    return { status: answer.status, eventId: header('posthorn-event-id'), duplicate: header('posthorn-duplicate') === 'true' };
  }

  async function stored(id: string): Promise<number> {
    const { rows } = await client.query<{ count: number }>('select count(*)::int from event where external_id = $1', [id]);
    return rows[0]?.count ?? 0;
  }

  it('sent 200 times at once is one event, and every other answer says which', async () => {
    await source('many');
    for (const id of ['a', 'b', 'c']) {
      const answers = await Promise.all(Array.from({ length: 200 }, (_none, n) => send('many', id, n)));
      expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
      expect(new Set(answers.map(({ status, eventId }) => `${status} ${eventId}`))).toEqual(new Set([`200 ${answers[0]?.eventId}`]));
      expect(await stored(id)).toBe(1);
    }
  });

  it('of two sources are two events, and none at all is never a duplicate', async () => {
    await source('one');
    await source('two');
    const answers = await Promise.all([send('one', 'shared', 0), send('two', 'shared', 1), send('one', '', 0), send('one', '', 1)]);
    expect(new Set(answers.map(({ eventId }) => eventId)).size).toBe(4);
    expect(answers.some(({ duplicate }) => duplicate)).toBe(false);
  });

  it('is an event again once its window is over, and a duplicate does not lengthen it', async () => {
    await source('brief', { dedupeWindowSeconds: 1 });
    const first = await send('brief', 'again', 0);
    expect(await send('brief', 'again', 1)).toEqual({ ...first, duplicate: true });
    let tries = 0;
    const second = await waitUntil('a second event', async () => {
      const answer = await send('brief', 'again', tries++);
      return !answer.duplicate && answer;
    });
    expect([second.status, second.eventId === first.eventId, await stored('again')]).toEqual([200, false, 2]);
    expect(tries).toBeGreaterThan(1);
  });

  it('is known after both were killed and started again', async () => {
    await source('kept');
    const first = await send('kept', 'lasting', 0);
    await Promise.all(processes.map((one) => one.end('SIGKILL')));
    processes = [await RelayProcess.start(database.url), await RelayProcess.start(database.url)];
    for (const through of [0, 1]) expect(await send('kept', 'lasting', through)).toEqual({ ...first, duplicate: true });
    expect(await stored('lasting')).toBe(1);
  }, 60_000);
});
