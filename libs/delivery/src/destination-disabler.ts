import type { Uuid } from '@posthorn/contracts';
import { bumpConfiguration, DestinationEntity, type ConfigurationCache, type DeliveryControl } from '@posthorn/store';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';

/** Disables a destination whose receiver is gone for good, and ends what waits for it. */
export class DestinationDisabler {
  constructor(
    private readonly dataSource: DataSource,
    private readonly configuration: ConfigurationCache,
    private readonly control: DeliveryControl,
    private readonly logger: Logger,
  ) {}

  async disable(destinationId: Uuid, reason: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.update(DestinationEntity, { id: destinationId }, { status: 'disabled', updatedAt: new Date() });
      await bumpConfiguration(manager);
    });
    await this.configuration.publish();
    await this.control.endWaiting({ destinationId }, { status: 'failed', reason: 'destination-disabled' });
    this.logger.warn({ destinationId, reason }, 'destination disabled');
  }
}
