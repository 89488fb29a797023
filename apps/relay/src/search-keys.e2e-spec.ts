import { TestRelay, type Json } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

const VISIBLE_MS = 5_000;
const SEARCH_KEYS = [
  { name: 'order', path: 'order.id' },
  { name: 'total', path: 'order.total' },
  { name: 'shop', from: 'header', path: 'x-shop' },
  { name: 'table', from: 'query', path: 'table' },
  { name: 'token', from: 'header', path: 'authorization' },
];

describe('search keys of a source', () => {
  let relay: TestRelay;
  beforeAll(async () => (relay = await TestRelay.start()));
  afterAll(() => relay.stop());

  const search = (key: string, value: string): Promise<readonly Json[]> =>
    relay.list(`events?searchKey=${key}&searchValue=${encodeURIComponent(value)}`);
  const send = async (slug: string, body: object): Promise<string> => {
    const answer = await relay
      .send(`${slug}?table=7`, JSON.stringify(body), { 'x-shop': 'zurich', authorization: 'Bearer hush' })
      .expect(200);
    return String(answer.headers['posthorn-event-id']);
  };

  it('find an event within five seconds of its answer by what it carried, and never by a credential', async () => {
    await relay.create('sources', { name: 'shop', slug: 'shop', verification: { provider: 'none' }, searchKeys: SEARCH_KEYS });
    const id = await send('shop', { order: { id: 'A-1', total: 738.05 } });
    const started = performance.now();
    const found = await waitUntil('the event', async () => (await search('order', 'A-1')).at(0));
    expect(performance.now() - started).toBeLessThan(VISIBLE_MS);
    expect(found).toMatchObject({ id, searchKeys: { order: 'A-1', total: '738.05', table: '7' } });
    expect((await search('total', '738.05')).map((one) => one.id)).toEqual([id]);
    expect(await search('token', 'Bearer hush')).toEqual([]);
    expect(JSON.stringify(await relay.get(`events/${id}`))).not.toContain('hush');
  });

  it('hold for the events that come after them', async () => {
    const source = await relay.create('sources', { name: 'late', slug: 'late', verification: { provider: 'none' } });
    await send('late', { order: { id: 'B-1' } });
    await relay.api('patch', `sources/${source.id}`).send({ searchKeys: SEARCH_KEYS }).expect(200);
    const second = await send('late', { order: { id: 'B-1' } });
    await waitUntil('the event', async () => (await search('order', 'B-1')).at(0));
    expect((await search('order', 'B-1')).map((one) => one.id)).toEqual([second]);
  });
});
