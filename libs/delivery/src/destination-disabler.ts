import type { Clock, Uuid } from '@posthorn/contracts';
import {
  bumpConfiguration,
  DestinationEntity,
  DestinationHealthEntity,
  type ConfigurationCache,
  type DeliveryControl,
} from '@posthorn/store';
import type { Logger } from 'pino';
import { IsNull, type DataSource, type EntityManager } from 'typeorm';
import type { InternalEvents } from './internal-events.js';

export interface DestinationDisablerDependencies {
  readonly dataSource: DataSource;
  readonly configuration: ConfigurationCache;
  readonly control: DeliveryControl;
  readonly internalEvents: Pick<InternalEvents, 'emit'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Disables a destination whose receiver is gone for good, or fails for too long, and ends what waits for it. */
export class DestinationDisabler {
  constructor(private readonly deps: DestinationDisablerDependencies) {}

  /**
   * `failingSinceMs`: nothing but failures since then is the reason. Others may have seen a success meanwhile, or an operator may have
   * mended it: then the shared state says otherwise, and nothing happens.
   */
  async disable(destinationId: Uuid, reason: string, failingSinceMs: number | null = null): Promise<void> {
    const { dataSource, configuration, control, internalEvents, logger } = this.deps;
    const disabled = await dataSource.transaction(async (manager) => {
      // First, because its row lock makes changes wait for each other: of several processes one disables, and tells of it.
      await bumpConfiguration(manager);
      return this.write(manager, destinationId, failingSinceMs);
    });
    if (!disabled && failingSinceMs !== null) return;
    // Whoever could not be given it finds it within a second; what has happened must be told all the same.
    await configuration
      .publish()
      .catch((error: unknown) => logger.warn({ err: error, destinationId }, 'a disabled destination could not be made known at once'));
    if (disabled) {
      logger.warn({ destinationId, reason }, 'destination disabled');
      const { projectId, name, plugin } = disabled;
      const failingSince = failingSinceMs === null ? null : new Date(failingSinceMs).toISOString();
      await internalEvents.emit({
        type: 'destination.disabled',
        projectId,
        destinationId,
        details: { name, plugin, reason, failingSince },
      });
    }
    // Also where it was disabled before: a try that broke off in between is finished by repeating it.
    await control.endWaiting({ destinationId }, { status: 'failed', reason: 'destination-disabled' });
  }

  private async write(manager: EntityManager, id: Uuid, failingSinceMs: number | null): Promise<DestinationEntity | null> {
    const destination = await manager.findOneBy(DestinationEntity, { id, deletedAt: IsNull() });
    if (!destination || destination.status === 'disabled') return null;
    if (failingSinceMs !== null) {
      const health = await manager.findOneBy(DestinationHealthEntity, { destinationId: id });
      // In whole milliseconds here, in microseconds there.
      if (!health?.failingSince || health.failingSince.getTime() > failingSinceMs + 1) return null;
    }
    await manager.update(DestinationEntity, { id }, { status: 'disabled', updatedAt: new Date(this.deps.clock.now()) });
    return destination;
  }
}
