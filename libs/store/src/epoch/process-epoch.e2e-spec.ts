import { EPOCH_LOCK_CLASS } from '../advisory-locks.js';
import { beginTestProcess, openTestDatabase, type TestDatabaseHandle, type TestProcess } from '../testing/index.js';

const SOON_MS = 5_000;

describe('an epoch whose connection was cut', () => {
  let database: TestDatabaseHandle;
  let relay: TestProcess;

  beforeEach(async () => {
    database = await openTestDatabase();
    relay = await beginTestProcess(database);
  });
  afterEach(async () => {
    await relay.epoch.end();
    await database.close();
  });

  it('is renewed on a new one, although the server has not noticed yet that the old one is gone', async () => {
    const epoch = relay.epoch.current;
    const old = await database.pool.connect();
    // Stands for the old session: it gets the lock in the moment in which that is dropped.
    const locked = old.query('select pg_advisory_lock($1, $2)', [EPOCH_LOCK_CLASS, epoch]);
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = $1 and granted
       and database = (select oid from pg_database where datname = current_database())`,
      [epoch],
    );
    await locked;
    await database.pool.query(`update process set heartbeat = now() - interval '1 hour'`);
    const isRenewed = `select from process where heartbeat > now() - interval '1 minute' and ended_at is null`;
    const limit = performance.now() + SOON_MS;
    let renewed = 0;
    while (renewed === 0 && performance.now() < limit) {
      await relay.epoch.beat();
      renewed = (await database.pool.query(isRenewed)).rows.length;
    }
    expect([renewed, performance.now() < limit]).toEqual([1, true]);
    await old.query('select pg_advisory_unlock_all()');
    old.release();
  });
});
