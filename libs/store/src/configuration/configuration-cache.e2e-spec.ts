import { Notifications } from '../notifications.js';
import { openTestDatabase, type TestDatabaseHandle } from '../testing/index.js';
import { bumpConfiguration, ConfigurationCache } from './configuration-cache.js';

/** A listening connection that counts what it is asked. */
class CountingNotifications extends Notifications {
  asked = 0;
  /** Held back on its way to the caller. */
  answer: () => Promise<void> = () => Promise.resolve();

  override async query<Row extends object>(text: string): Promise<Row[]> {
    this.asked++;
    const rows = await super.query<Row>(text);
    await this.answer();
    return rows;
  }
}

describe('the configuration in memory', () => {
  let database: TestDatabaseHandle;
  let notifications: CountingNotifications;
  let configuration: ConfigurationCache;
  const errors: unknown[] = [];

  beforeEach(async () => {
    errors.length = 0;
    database = await openTestDatabase();
    const onError = (error: unknown): void => void errors.push(error);
    notifications = new CountingNotifications({ url: database.url, onError });
    await notifications.start();
    configuration = new ConfigurationCache(database.dataSource, notifications, () => '', onError);
    await configuration.start();
  });
  afterEach(async () => {
    configuration.stop();
    await notifications.stop();
    await database.close();
  });

  const bump = (): Promise<void> => database.dataSource.transaction((manager) => bumpConfiguration(manager));

  it('is looked up for unknown slugs at most 20 times a second, however many ask', async () => {
    await configuration.check();
    const before = notifications.asked;
    const until = performance.now() + 1_000;
    const guess = async (): Promise<number> => {
      let answers = 0;
      for (; performance.now() < until; answers++) await configuration.look();
      return answers;
    };
    const answers = await Promise.all(Array.from({ length: 500 }, guess));
    expect(Math.min(...answers)).toBeGreaterThan(5);
    // With the timer's own.
    expect(notifications.asked - before).toBeLessThanOrEqual(23);
  });

  it('is looked up after the question, never before it', async () => {
    let release: () => void = () => undefined;
    notifications.answer = () => new Promise((resolve) => (release = resolve));
    const early = configuration.check();
    const nothing = release;
    await until(() => release !== nothing);
    notifications.answer = () => Promise.resolve();
    const { version } = configuration.snapshot;
    await database.pool.query('update config_version set version = version + 1');
    const looked = configuration.look();
    release();
    await Promise.all([early, looked]);
    expect(configuration.snapshot.version).toBe(version + 1);
  });

  it('goes back with a database that a failover has set back', async () => {
    await bump();
    await until(() => configuration.snapshot.version === 2);
    await database.pool.query('update config_version set version = 1');
    await configuration.check();
    expect(configuration.snapshot.version).toBe(1);
  });

  it('is not believed over a connection to a read-only server, and is again over the next', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await database.pool.query(`alter database ${name} set default_transaction_read_only = on`);
    notifications.reconnect();
    await until(() => errors.some((error) => String(error).includes('read-only')));
    await database.pool.query(`alter database ${name} reset default_transaction_read_only`);
    await until(async () => {
      errors.length = 0;
      await configuration.check().catch((error: unknown) => errors.push(error));
      return errors.length === 0;
    });
    expect(configuration.isFresh).toBe(true);
  });
});

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const limit = performance.now() + 10_000;
  while (!(await condition())) {
    if (performance.now() > limit) throw new Error('the condition did not come true within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
