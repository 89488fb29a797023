import { fromTypeId, toTypeId, type Uuid } from '@posthorn/contracts';
import { EventWriter, MINUTE_MS, OutcomeWriter, StatisticsTally, type NextStep } from '@posthorn/store';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

interface Counts {
  readonly received: number;
  readonly perSecond: Record<string, number>;
  readonly latencyMs: Record<string, number> | null;
}

interface Stats {
  readonly interval: string;
  readonly from: string;
  readonly to: string;
  readonly buckets: readonly (Counts & { readonly at: string })[];
  readonly totals: Counts & Record<string, unknown>;
  readonly topFailingDestinations: unknown;
  readonly backlog: Record<string, unknown>;
}

const SOME_SOURCE = '019b4132-0000-7000-8000-000000000002';
const LATER: NextStep = { status: 'scheduled', delayMs: 3_600_000, slot: 1, attempts: 1 };

describe('statistics', () => {
  let admin: TestAdmin;
  let projectId: Uuid;
  let destinationId: string;
  let tally: StatisticsTally;
  const now = Date.now();

  beforeAll(async () => {
    admin = await startTestAdmin();
    const uuid = (prefix: 'prj' | 'dst', body: unknown): Uuid => fromTypeId(prefix, (body as { id: string }).id) ?? '';
    projectId = uuid('prj', (await admin.send('get', 'projects/default')).body);
    const made = await admin.call('post', 'destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/' } });
    const destination = uuid('dst', made.body);
    destinationId = toTypeId('dst', destination);
    tally = new StatisticsTally({
      ...{ pool: admin.database.pool, epoch: admin.epoch, clock: admin.clock },
      onError: (error) => {
        throw error;
      },
    });
    await deliver(destination);
    tally.request('accepted', projectId, now - 10 * MINUTE_MS);
    for (const what of ['accepted', 'accepted', 'duplicates', 'refused', 'handshakes'] as const) tally.request(what, projectId, now);
    await tally.flush();
  });
  afterAll(() => admin.close());

  /** One delivered after 400 ms, one that failed for good, one that waits for its retry. */
  async function deliver(destination: Uuid): Promise<void> {
    const events = new EventWriter(admin.database.pool, admin.epoch);
    const outcomes = new OutcomeWriter(admin.database.pool, admin.epoch, tally);
    const ref = { projectId, destinationId: destination, subscriptionId: SOME_SOURCE };
    const steps: readonly NextStep[] = [{ status: 'delivered' }, { status: 'failed', reason: 'exhausted' }, LATER];
    for (const next of steps) {
      const { eventId } = await events.accept({
        ...{ projectId, sourceId: SOME_SOURCE, type: 't', externalId: null, dedupeWindowSeconds: 60, receivedAtMs: now },
        ...{ occurredAtMs: null, method: 'POST', path: '', query: '', headers: [], body: Buffer.from('{}'), faults: [] },
        routes: [{ subscriptionId: SOME_SOURCE, destinationId: destination, delaySeconds: 0 }],
      });
      const acceptedAtMs = Number.parseInt(eventId.replace('-', '').slice(0, 12), 16);
      await outcomes.record(
        {
          ...{ deliveryId: `${eventId.slice(0, 32)}0001`, ...ref, next },
          attempt: {
            ...{ number: 1, startedAtMs: acceptedAtMs, durationMs: 400, outcome: 'retry', reason: 'status-503' },
            exchange: { request: null, response: null, error: null },
          },
        },
        { heldBy: admin.epoch.current, fromMemory: true },
      );
    }
  }

  async function read(query = ''): Promise<Stats> {
    const answer = await admin.call('get', `stats${query}`);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body as Stats;
  }

  const at = (ms: number): string => new Date(ms).toISOString();

  it('show what came, what became of it and how long it took, in buckets and in all', async () => {
    const stats = await read();
    expect(stats.interval).toBe('5m');
    expect(stats.buckets.length).toBeGreaterThanOrEqual(289);
    const counts = { accepted: 3, duplicates: 1, refused: 1, handshakes: 1, delivered: 1, failed: 1, attempts: 3, retries: 1 };
    expect(stats.totals).toMatchObject({ received: 6, ...counts });
    expect(stats.buckets.reduce((sum, { received }) => sum + received, 0)).toBe(6);
    for (const ms of Object.values(stats.totals.latencyMs ?? { none: 0 })) expect(Math.abs(ms / 400 - 1)).toBeLessThan(0.1);
    expect(stats.buckets[0]).toMatchObject({ at: stats.from, received: 0, latencyMs: null });
    expect(stats.topFailingDestinations).toEqual([{ destinationId, failed: 1, retried: 1, lastReason: 'status-503' }]);
  });

  it('give the rate of a bucket that is over', async () => {
    const start = Math.floor(now / MINUTE_MS - 10) * MINUTE_MS;
    const { buckets, totals, interval } = await read(`?from=${at(start)}&to=${at(start + MINUTE_MS)}&interval=1m`);
    expect(interval).toBe('1m');
    expect(buckets).toMatchObject([{ at: at(start), received: 1, perSecond: { received: 0.017, delivered: 0 } }]);
    expect(totals.perSecond).toEqual({ received: 0.017, delivered: 0 });
  });

  it('say what waits, and for how long', async () => {
    expect((await read()).backlog).toMatchObject({ waiting: 1, due: 0, isWhole: true });
    admin.clock.advance(90_000);
    const { backlog } = await read();
    expect(backlog['oldestSeconds']).toBeGreaterThanOrEqual(90);
    expect(backlog['oldestSeconds']).toBeLessThan(150);
  });

  it('count a backlog no further than to ten thousand, and say so', async () => {
    await admin.database.pool.query(
      `insert into queue (delivery_id, project_id, destination_id, subscription_id, due_at, slot, attempts)
       select gen_random_uuid(), project_id, destination_id, subscription_id, now(), 0, 0 from queue, generate_series(1, 10500)`,
    );
    expect((await read()).backlog).toMatchObject({ waiting: 10_000, isWhole: false });
  });

  it.each([
    ['?from=yesterday', 'from'],
    ['?interval=2m', 'interval'],
    ['?interval=1m', 'interval'],
    ['?interval=__proto__', 'interval'],
    [`?from=${at(now - 31 * 86_400_000)}`, 'from'],
    [`?from=${at(now - 3 * 86_400_000)}&to=${at(now - 3 * 86_400_000 + 60_000)}&interval=1m`, 'interval'],
    [`?from=${at(now - 1_000)}&to=${at(now - 2_000)}`, 'to'],
    ['?limit=1', 'limit'],
  ])('%s is 422 and says where', async (query, field) => {
    const answer = await admin.call('get', `stats${query}`);
    expect([answer.status, (answer.body as { errors: { field: string }[] }).errors.map((error) => error.field)]).toEqual([422, [field]]);
  });

  it("are a project's own", async () => {
    const other = '019b4132-0000-7000-8000-0000000000c1';
    await admin.database.pool.query(`insert into project (id, slug, name) values ($1, 'other', 'Other')`, [other]);
    const { body } = await admin.send('get', 'projects/other/stats');
    expect(body).toMatchObject({
      totals: { received: 0, attempts: 0 },
      topFailingDestinations: [],
      backlog: { waiting: 0, oldestSeconds: null },
    });
  });
});
