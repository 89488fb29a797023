import { systemClock } from '@posthorn/contracts';
import { ConfigurationCache, DestinationHealthStore, Notifications, resetDestinationHealth } from '@posthorn/store';
import { beginTestProcess, openTestDatabase, TEST_DESTINATION, TEST_PROJECT, type TestDatabaseHandle } from '@posthorn/store/testing';
import { pino } from 'pino';
import { DestinationDisabler } from './destination-disabler.js';
import type { InternalEvent } from './internal-events.js';

const SINCE_MS = 1_700_000_000_000;

describe('disabling a destination that does nothing but fail', () => {
  let database: TestDatabaseHandle;
  let emitted: InternalEvent[];

  beforeEach(async () => {
    database = await openTestDatabase();
    emitted = [];
    await database.pool.query(
      `insert into destination (id, project_id, name, plugin, config, timeout_ms, max_concurrency) values ($1, $2, 'd', 'http', '{}', 1, 1)`,
      [TEST_DESTINATION, TEST_PROJECT],
    );
    const health = { breaker: 'open', sinceMs: SINCE_MS, nextProbeAtMs: SINCE_MS, pauses: 1, failures: 10, concurrency: 1 } as const;
    const store = new DestinationHealthStore(database.pool);
    await store.write([{ ...health, failingSinceMs: SINCE_MS, destinationId: TEST_DESTINATION, version: 0 }]);
  });
  afterEach(() => database.close());

  async function disabler(): Promise<{
    disable: (sinceMs: number | null) => Promise<void>;
    end: () => Promise<void>;
    configuration: ConfigurationCache;
  }> {
    const { control, epoch } = await beginTestProcess(database);
    const configuration = new ConfigurationCache(
      database.dataSource,
      new Notifications({ url: database.url, onError: () => undefined }),
      () => '',
      () => undefined,
    );
    const emit = (event: InternalEvent): Promise<void> => Promise.resolve(void emitted.push(event));
    const one = new DestinationDisabler({
      ...{ dataSource: database.dataSource, configuration, control, clock: systemClock, logger: pino({ level: 'silent' }) },
      internalEvents: { emit },
    });
    return { disable: (sinceMs) => one.disable(TEST_DESTINATION, 'failing', sinceMs), end: () => epoch.end(), configuration };
  }

  const status = async (): Promise<unknown> =>
    (await database.pool.query<{ status: string }>('select status from destination')).rows[0]?.status;

  it('happens once, and is told once, although two processes find it at the same time', async () => {
    const [one, other] = [await disabler(), await disabler()];
    await Promise.all([one.disable(SINCE_MS), other.disable(SINCE_MS), one.disable(SINCE_MS)]);
    expect(await status()).toBe('disabled');
    expect(emitted.map(({ type, details }) => [type, details['name'], details['failingSince']])).toEqual([
      ['destination.disabled', 'd', new Date(SINCE_MS).toISOString()],
    ]);
    await one.end();
    await other.end();
  });

  it('is told, although the siblings could not be given the new configuration', async () => {
    const one = await disabler();
    one.configuration.setSiblings(() => Promise.reject(new Error('no answer')));
    await one.disable(SINCE_MS);
    expect([await status(), emitted.length]).toEqual(['disabled', 1]);
    await one.end();
  });

  it('does not happen where an operator has enabled it again, or another process has seen a success', async () => {
    const one = await disabler();
    await resetDestinationHealth(database.dataSource.manager, TEST_DESTINATION);
    await one.disable(SINCE_MS);
    expect([await status(), emitted]).toEqual(['enabled', []]);
    await database.pool.query(`update destination_health set failing_since = now()`);
    await one.disable(SINCE_MS);
    expect([await status(), emitted]).toEqual(['enabled', []]);
    await one.disable(null);
    expect(await status()).toBe('disabled');
    await one.end();
  });
});
