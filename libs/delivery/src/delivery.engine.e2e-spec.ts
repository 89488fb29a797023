import { systemClock } from '@posthorn/contracts';
import { ConfigurationCache, deliveryIdOf, Notifications } from '@posthorn/store';
import { beginTestProcess, newEvent, openTestDatabase, TEST_PROJECT } from '@posthorn/store/testing';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { AttemptDeadlines } from './attempt-deadlines.js';
import { AttemptRunner } from './attempt-runner.js';
import { DeliveryEngine } from './delivery.engine.js';
import { DeliveryMetrics } from './delivery.metrics.js';
import { DestinationDisabler } from './destination-disabler.js';

const LONG_ENOUGH_MS = 500;

describe('G2 at least once: a process that has just begun', () => {
  it('ends nothing that waits before it has read the configuration', async () => {
    const database = await openTestDatabase();
    const { epoch, events, outcomes, queue, control, deliveries } = await beginTestProcess(database);
    const { eventId } = await events.accept(newEvent());
    const logger = pino({ level: 'silent' });
    const notifications = new Notifications({ url: database.url, onError: () => undefined });
    const configuration = new ConfigurationCache(
      database.dataSource,
      notifications,
      () => '',
      () => undefined,
    );
    const deadlines = new AttemptDeadlines();
    const never = () => Promise.reject(new Error('nothing goes out here'));
    const engine = new DeliveryEngine({
      ...{ epoch, outcomes, queue, configuration, deadlines, logger, clock: systemClock, plugins: new Map() },
      runner: new AttemptRunner({ fetch: never, mail: never, defaultSmtpUrl: null, clock: systemClock, logger, deadlines }),
      disabler: new DestinationDisabler(database.dataSource, configuration, control, logger),
      metrics: new DeliveryMetrics(new Registry()),
      retentionDays: 30,
      wakeOthers: () => undefined,
    });
    // What a takeover at the start does, before the configuration is there: no destination is known yet.
    engine.due();
    const limit = performance.now() + LONG_ENOUGH_MS;
    while (performance.now() < limit) {
      const delivery = await deliveries.find(TEST_PROJECT, deliveryIdOf(eventId, 1));
      expect(delivery?.status).toBe('scheduled');
    }
    await engine.stop(0);
    await epoch.end();
    await database.close();
  });
});
