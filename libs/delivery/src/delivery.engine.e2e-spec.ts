import { DEFAULT_RESPONSE, EVENT_METHODS, systemClock, type DeliveryStatus } from '@posthorn/contracts';
import { definePlugin } from '@posthorn/plugin-sdk';
import {
  ConfigurationCache,
  deliveryIdOf,
  DestinationEntity,
  DestinationHealthStore,
  Notifications,
  SourceEntity,
  SubscriptionEntity,
  type Database,
} from '@posthorn/store';
import {
  beginTestProcess,
  newEvent,
  openTestDatabase,
  TEST_DESTINATION,
  TEST_PROJECT,
  TEST_SOURCE,
  TEST_SUBSCRIPTION,
  type TestDatabaseHandle,
  type TestProcess,
} from '@posthorn/store/testing';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { AttemptDeadlines } from './attempt-deadlines.js';
import { AttemptRunner } from './attempt-runner.js';
import { DeliveryEngine } from './delivery.engine.js';
import { DeliveryMetrics } from './delivery.metrics.js';
import { DestinationDisabler } from './destination-disabler.js';
import { DestinationHealth } from './destination-health/destination-health.js';
import { HealthMetrics } from './destination-health/health-metrics.js';
import { InternalEvents } from './internal-events.js';

const LONG_ENOUGH_MS = 500;

const arrives = definePlugin({
  ...{ type: 'arrives', title: 'Arrives', configSchema: z.object({}), secretsSchema: z.object({}), capabilities: {} },
  deliver: () => Promise.resolve({ outcome: 'delivered', exchange: { request: null, response: null, error: null } }),
});

describe('G2 at least once: a process that does not know', () => {
  let database: TestDatabaseHandle;
  let relay: TestProcess;
  let notifications: Notifications;
  let configuration: ConfigurationCache;
  let engine: DeliveryEngine;

  beforeEach(async () => {
    database = await openTestDatabase();
    relay = await beginTestProcess(database);
    const { epoch, events, outcomes, queue, control } = relay;
    const clock = systemClock;
    const ignore = (): void => undefined;
    notifications = new Notifications({ url: database.url, onError: ignore });
    configuration = new ConfigurationCache(database.dataSource, notifications, () => '', ignore);
    const logger = pino({ level: 'silent' });
    const deadlines = new AttemptDeadlines();
    const never = (): Promise<never> => Promise.reject(new Error('nothing goes out here'));
    const internalEvents = new InternalEvents({ configuration, events, clock, logger });
    const disabler = new DestinationDisabler({ dataSource: database.dataSource, configuration, control, internalEvents, clock, logger });
    const health = new DestinationHealth({
      ...{ configuration, notifications, disabler, clock, logger, store: new DestinationHealthStore(database.pool) },
      metrics: new HealthMetrics(new Registry()),
      abandoned: () => new Map(),
    });
    engine = new DeliveryEngine({
      ...{ epoch, outcomes, queue, configuration, deadlines, logger, clock, disabler, health, plugins: new Map([['arrives', arrives]]) },
      runner: new AttemptRunner({ fetch: never, mail: never, defaultSmtpUrl: null, clock, logger, deadlines }),
      metrics: new DeliveryMetrics(new Registry()),
      retentionDays: 30,
      wakeOthers: ignore,
    });
  });
  afterEach(async () => {
    await engine.stop(0);
    configuration.stop();
    await notifications.stop();
    await relay.epoch.end();
    await database.close();
  });

  /** Whatever the delivery was seen as until `over` says so. */
  async function seen(deliveryId: string, over: (status: DeliveryStatus | undefined) => boolean): Promise<Set<string | undefined>> {
    const statuses = new Set<string | undefined>();
    for (;;) {
      const delivery = await relay.deliveries.find(TEST_PROJECT, deliveryId);
      statuses.add(delivery?.status);
      if (over(delivery?.status)) return statuses;
    }
  }

  it('the configuration yet, because it has just begun, ends nothing that waits', async () => {
    await engine.start();
    const { eventId } = await relay.events.accept(newEvent());
    // What a takeover at the start does: no destination is known yet.
    engine.due();
    const limit = performance.now() + LONG_ENOUGH_MS;
    expect([...(await seen(deliveryIdOf(eventId, 1), () => performance.now() > limit))]).toEqual(['scheduled']);
  });

  it('what another process has made a moment ago asks before it takes that for deleted', async () => {
    await notifications.start();
    await configuration.start();
    await engine.start();
    await makeSilently(database);
    const { eventId } = await relay.events.accept(newEvent());
    engine.due();
    const statuses = await seen(deliveryIdOf(eventId, 1), (status) => status === 'delivered' || status === 'cancelled');
    expect([...statuses]).not.toContain('cancelled');
  });
});

/** As another process does it, with its notification lost. */
async function makeSilently({ dataSource }: Database): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await manager.insert(SourceEntity, {
      ...{ id: TEST_SOURCE, projectId: TEST_PROJECT, slug: 's', name: 's', provider: 'none', options: {} },
      ...{ dedupeWindowSeconds: 60, methods: [...EVENT_METHODS], response: DEFAULT_RESPONSE },
    });
    const destination = { id: TEST_DESTINATION, projectId: TEST_PROJECT, name: 'd', plugin: 'arrives', config: {} };
    await manager.insert(DestinationEntity, { ...destination, timeoutMs: 1_000, maxConcurrency: 1 });
    const ids = { id: TEST_SUBSCRIPTION, projectId: TEST_PROJECT, destinationId: TEST_DESTINATION };
    await manager.insert(SubscriptionEntity, { ...ids, name: 'u', eventTypes: ['**'] });
    await manager.query('update config_version set version = version + 1');
  });
}
