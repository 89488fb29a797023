import {
  beginTestProcess,
  openTestDatabase,
  TEST_PROJECT,
  TEST_SOURCE,
  type TestDatabaseHandle,
  type TestProcess,
} from '../testing/index.js';
import { RefusalReader } from './refusal-reader.js';
import { RefusalWriter, type NewRefusal } from './refusal-writer.js';

describe('G4 nothing vanishes: refusals', () => {
  let database: TestDatabaseHandle;
  let relay: TestProcess;

  beforeAll(async () => {
    database = await openTestDatabase();
    relay = await beginTestProcess(database);
  });
  afterAll(async () => {
    await relay.epoch.end();
    await database.close();
  });

  function refusal(detail: string): NewRefusal {
    return {
      ...{ projectId: TEST_PROJECT, sourceId: TEST_SOURCE, reason: 'method', detail, receivedAtMs: Date.now(), method: 'POST' },
      ...{ path: '', query: '', headers: [], credentials: null, body: Buffer.alloc(0), bodyBytes: 0, remoteAddress: '192.0.2.1' },
    };
  }

  it('one that Postgres will not take is told of, and its neighbours are kept', async () => {
    const faults: unknown[] = [];
    const refusals = new RefusalWriter(database.pool, relay.epoch, (error) => faults.push(error));
    for (let n = 0; n < 50; n++) refusals.add(refusal(n === 17 ? 'no\0storing' : `no. ${n}`));
    await refusals.drained();
    const kept = await new RefusalReader(database.pool).list({ projectId: TEST_PROJECT }, 100);
    expect(kept).toHaveLength(49);
    expect(faults).toHaveLength(1);
  });
});
