import { fromTypeId, type Uuid } from '@posthorn/contracts';
import { EventWriter, HOUR_MS, LedgerTally } from '@posthorn/store';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

interface Entry {
  readonly sourceId: string;
  readonly deliveries: Record<string, number>;
  readonly balanced: boolean;
}

describe('the ledger', () => {
  let admin: TestAdmin;
  let sourceId: string;
  beforeAll(async () => {
    admin = await startTestAdmin();
    sourceId = await create('S');
    await create('nothing came');
    await receive(sourceId, 2);
  });
  afterAll(() => admin.close());

  const uuid = (id: string): Uuid => fromTypeId(id.slice(0, 3) as 'src', id) ?? '';
  const idOf = (body: unknown): string => (body as { id: string }).id;
  const create = async (name: string): Promise<string> =>
    idOf((await admin.call('post', 'sources', { name, verification: { provider: 'none' } })).body);
  const hour = (offset: number): string => new Date(Math.floor(Date.now() / HOUR_MS + offset) * HOUR_MS).toISOString();

  async function receive(id: string, count: number): Promise<void> {
    const events = new EventWriter(admin.database.pool, admin.epoch);
    const projectId = uuid(idOf((await admin.send('get', 'projects/default')).body));
    const route = { subscriptionId: uuid(id), destinationId: uuid(id), delaySeconds: 3_600 };
    for (let n = 0; n < count; n++)
      await events.accept({
        ...{ projectId, sourceId: uuid(id), type: 't', externalId: null, dedupeWindowSeconds: 60, receivedAtMs: Date.now() },
        ...{ occurredAtMs: null, method: 'POST', path: '', query: '', headers: [], body: Buffer.from('{}'), faults: [], routes: [route] },
      });
  }

  async function read(query = ''): Promise<readonly Entry[]> {
    const answer = await admin.call('get', `ledger${query}`);
    if (answer.status !== 200) throw new Error(answer.text);
    return (answer.body as { data: Entry[] }).data;
  }

  it('G10 the ledger closes: shows each source that had anything in the last day, with every number', async () => {
    const tally = new LedgerTally(admin.database.pool, admin.epoch, () => undefined);
    for (const what of ['duplicates', 'handshakes', 'handshakes', 'refusedNotKept'] as const) tally.count(what, uuid(sourceId), Date.now());
    await tally.flush();
    expect(await read()).toEqual([
      {
        ...{ sourceId, requests: 6, accepted: 2, duplicates: 1, refused: 1, refusedNotKept: 1, handshakes: 2, filtered: 0, balanced: true },
        deliveries: { created: 2, delivered: 0, scheduled: 2, delivering: 0, failed: 0, cancelled: 0 },
      },
    ]);
  });

  it('goes by full hours, so that a moment of an hour asks for all of it', async () => {
    expect(await read(`?from=${hour(0)}&to=${hour(1)}`)).toHaveLength(1);
    expect(await read(`?from=${hour(0).replace('00:00', '59:59')}&to=${hour(0).replace('00:00.000', '00:00.001')}`)).toHaveLength(1);
    expect(await read(`?from=${hour(-5)}&to=${hour(0)}`)).toEqual([]);
    expect(await read(`?to=${hour(-2)}`)).toEqual([]);
  });

  it('keeps a deleted source', async () => {
    const gone = await create('gone');
    await receive(gone, 1);
    expect((await admin.call('delete', `sources/${gone}`)).status).toBe(204);
    expect((await read()).map((entry) => [entry.sourceId, entry.balanced, entry.deliveries['created']])).toEqual([
      [sourceId, true, 2],
      [gone, true, 1],
    ]);
  });

  it.each([
    ['?from=yesterday', 'from'],
    [`?from=${new Date(Date.now() - 31 * 86_400_000).toISOString()}`, 'from'],
    [`?from=${hour(-1)}&to=${hour(-2)}`, 'to'],
    [`?from=${hour(30)}`, 'from'],
    ['?limit=1', 'limit'],
  ])('%s is 422 and says where', async (query, field) => {
    const answer = await admin.call('get', `ledger${query}`);
    expect([answer.status, (answer.body as { errors: { field: string }[] }).errors.map((error) => error.field)]).toEqual([422, [field]]);
  });

  it('takes a period that began as long ago as history is kept', async () => {
    expect(await read(`?from=${new Date(Date.now() - 30 * 86_400_000 - 10).toISOString()}`)).toHaveLength(2);
  });
});
