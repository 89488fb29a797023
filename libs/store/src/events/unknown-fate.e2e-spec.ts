import type { Pool, QueryConfig } from 'pg';
import { beginTestProcess, newEvent, openTestDatabase, type TestDatabaseHandle, type TestProcess } from '../testing/index.js';
import { EventWriter } from './event-writer.js';
import type { HandedRoute } from './new-event.js';

describe('G2 at least once: an event whose commit was answered to nobody', () => {
  let database: TestDatabaseHandle;
  let relay: TestProcess;
  let other: TestProcess;

  beforeEach(async () => {
    database = await openTestDatabase();
    relay = await beginTestProcess(database);
    other = await beginTestProcess(database);
  });
  afterEach(async () => {
    await relay.epoch.end();
    await other.epoch.end();
    await database.close();
  });

  it('is delivered, although its key was taken by another after its window and before its fate was known', async () => {
    const event = newEvent({ externalId: 'short', dedupeWindowSeconds: 1 });
    const meanwhile = async (): Promise<void> => {
      await database.pool.query(`update dedupe set expires_at = now() - interval '1 second'`);
      await other.events.accept(event);
    };
    const held: HandedRoute[] = [];
    const events = new EventWriter(losingTheFirstAnswer(database.pool, meanwhile), relay.epoch);
    events.setHandoff({ plan: () => ({ to: 'memory' }), give: (_event, routes) => held.push(...routes), queued: () => undefined });
    expect(await events.accept(event)).toMatchObject({ duplicate: false });
    expect(held).toHaveLength(1);
  });
});

function losingTheFirstAnswer(pool: Pool, afterwards: () => Promise<void>): Pool {
  let isFirst = true;
  const query = async (config: QueryConfig): Promise<unknown> => {
    const result = await pool.query(config);
    if (config.name !== 'accept' || !isFirst) return result;
    isFirst = false;
    await afterwards();
    throw new Error('Connection terminated unexpectedly');
  };
  return { query } as unknown as Pool;
}
