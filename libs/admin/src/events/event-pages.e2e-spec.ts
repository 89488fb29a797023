import { fromTypeId, toTypeId, type Uuid } from '@posthorn/contracts';
import { EventWriter, type NewEvent } from '@posthorn/store';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

interface List {
  readonly data: readonly { readonly id: string }[];
  readonly nextCursor: string | null;
}

const THERE = 60;
const PAGE = 7;

describe('pages of events while more arrive', () => {
  let admin: TestAdmin;
  let events: EventWriter;
  let projectId: Uuid;
  let sourceId: string;
  let since: string;
  const there: string[] = [];

  beforeAll(async () => {
    admin = await startTestAdmin();
    events = new EventWriter(admin.database.pool, admin.epoch);
    projectId = fromTypeId('prj', ((await admin.send('get', 'projects/default')).body as { id: string }).id) ?? '';
    sourceId = ((await admin.call('post', 'sources', { name: 'S', verification: { provider: 'none' } })).body as { id: string }).id;
    since = new Date(admin.clock.now() - 60_000).toISOString();
    // Others between them, which no filter but the one of all may find.
    for (let n = 0; n < THERE; n++) {
      there.push(await accept({}));
      await accept({ type: 'other', searchKeys: [['order', 'B']], routes: [route], externalId: null });
    }
    await events.searchKeys.flush();
  });
  afterAll(() => admin.close());

  const route = {
    subscriptionId: '019b4132-0000-7000-8000-000000000001',
    destinationId: '019b4132-0000-7000-8000-000000000002',
    delaySeconds: 3_600,
  };

  async function accept(over: Partial<NewEvent>): Promise<string> {
    const { eventId } = await events.accept({
      ...{ projectId, sourceId: fromTypeId('src', sourceId) ?? '', type: 'order.paid', externalId: 'same', dedupeWindowSeconds: 0 },
      ...{ receivedAtMs: admin.clock.now(), occurredAtMs: null, method: 'POST', path: '', query: '', faults: [], headers: [] },
      ...{ body: Buffer.from('{}'), routes: [], searchKeys: [['order', 'A']] },
      ...over,
    });
    return toTypeId('evt', eventId);
  }

  /** Turns page after page; before each turn some more come, at the very top. */
  async function walk(query: string): Promise<string[]> {
    const seen: string[] = [];
    for (let cursor: string | null = '', turned = 0; cursor !== null; turned++) {
      if (turned > 100) throw new Error('the pages do not end');
      const answer = await admin.call('get', `events?${query}&limit=${PAGE}${cursor ? `&cursor=${cursor}` : ''}`);
      if (answer.status !== 200) throw new Error(answer.text);
      const page = answer.body as List;
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
      await Promise.all([accept({}), accept({ type: 'other' })]);
      await events.searchKeys.flush();
    }
    return seen;
  }

  it.each([
    ['of all', ''],
    ['of a type', 'type=order.paid'],
    ['of an external id', 'externalId=same'],
    ['of a search key', 'searchKey=order&searchValue=A'],
    ['of a period', 'from=SINCE'],
    ['of what is unmatched', 'unmatched=true'],
    ['of a source', 'sourceId=SOURCE'],
    ['of a type and a search key', 'type=order.paid&searchKey=order&searchValue=A'],
  ])('%s show each that was there exactly once, newest first', async (_name, query) => {
    const seen = await walk(query.replace('SINCE', since).replace('SOURCE', sourceId));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual([...seen].sort().reverse());
    const isOfThem = new Set(there);
    expect(seen.filter((id) => isOfThem.has(id)).reverse()).toEqual(there);
  });
});
