import { NO_SUBSCRIPTION, type Uuid } from '@posthorn/contracts';
import type { ConfigurationSnapshot } from '@posthorn/store';

/** The way that a delivery would take. */
export interface DeliveryWay {
  readonly sourceId: Uuid;
  readonly destinationId: Uuid;
  readonly subscriptionId: Uuid;
}

/** Why a delivery that is made or begun again now would end at once; `null` = nothing stands in its way. */
export function deliveryObstacle(
  configuration: ConfigurationSnapshot,
  { sourceId, destinationId, subscriptionId }: DeliveryWay,
): string | null {
  const { sources, destinations, subscriptions } = configuration;
  if (!sources.has(sourceId)) return 'The source has been deleted.';
  if (subscriptionId !== NO_SUBSCRIPTION && !subscriptions.has(subscriptionId)) return 'The subscription has been deleted.';
  const destination = destinations.get(destinationId);
  if (!destination) return 'The destination has been deleted.';
  return destination.status === 'disabled' ? 'The destination is disabled.' : null;
}
