import type { Clock } from '@posthorn/contracts';
import { DestinationDisabler, DestinationHealth, HealthMetrics, InternalEvents, type AttemptRunner } from '@posthorn/delivery';
import type { Logger } from '@posthorn/platform';
import { DeliveryControl, DestinationHealthStore, type ConfigurationCache, type EventWriter, type Notifications } from '@posthorn/store';
import type { Registry } from 'prom-client';
import type { Storage } from './open-storage.js';

export interface HealthParts {
  readonly storage: Storage;
  readonly registry: Registry;
  readonly configuration: ConfigurationCache;
  readonly notifications: Notifications;
  readonly events: EventWriter;
  readonly runner: AttemptRunner;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What watches over destinations, and what ends those that are gone. */
export function createHealth(parts: HealthParts): { readonly disabler: DestinationDisabler; readonly health: DestinationHealth } {
  const { configuration, notifications, events, clock, logger } = parts;
  const { dataSource, pool } = parts.storage.database;
  const internalEvents = new InternalEvents({ configuration, events, clock, logger });
  const control = new DeliveryControl(pool);
  const disabler = new DestinationDisabler({ dataSource, configuration, control, internalEvents, clock, logger });
  const health = new DestinationHealth({
    ...{ configuration, notifications, disabler, clock, logger, store: new DestinationHealthStore(pool) },
    metrics: new HealthMetrics(parts.registry),
    abandoned: () => parts.runner.abandoned.countByPlugin(),
  });
  return { disabler, health };
}
