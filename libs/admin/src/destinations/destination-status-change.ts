import { Inject, Injectable } from '@nestjs/common';
import type { DeliverySignals, DestinationStatus, Uuid } from '@posthorn/contracts';
import { DeliveryControl } from '@posthorn/store';
import { DELIVERY_SIGNALS } from '../admin.tokens.js';

/** What a change of a destination's status means for the deliveries that wait for it. */
@Injectable()
export class DestinationStatusChange {
  constructor(
    @Inject(DELIVERY_SIGNALS) private readonly signals: DeliverySignals,
    private readonly control: DeliveryControl,
  ) {}

  /** Called when the new status is in force, so that nothing new begins to wait meanwhile. */
  async apply(destinationId: Uuid, before: DestinationStatus, after: DestinationStatus): Promise<void> {
    if (after === 'disabled') {
      // Also where it was disabled before: a try that broke off in between is finished by repeating it.
      this.signals.cancelled(await this.control.endWaiting({ destinationId }, { status: 'failed', reason: 'destination-disabled' }));
    } else if (after === 'enabled' && before !== 'enabled') {
      this.signals.due(destinationId);
    }
  }

  /** Its address or secrets are others now: nobody waits for the next probe to see whether that mended it. */
  mended(destinationId: Uuid): void {
    this.signals.due(destinationId);
  }
}
