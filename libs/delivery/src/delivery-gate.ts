import { NO_SUBSCRIPTION, type DeliveryReason, type DestinationConfig, type SourceConfig } from '@posthorn/contracts';
import type { AnyPlugin } from '@posthorn/plugin-sdk';
import type { ConfigurationSnapshot, DeliveryRef, NextStep } from '@posthorn/store';

/** What the configuration of now says of a delivery. */
export type Gate =
  | { readonly pass: 'go'; readonly destination: DestinationConfig; readonly source: SourceConfig; readonly plugin: AnyPlugin }
  /** Paused, or its plugin is not there: it waits in the queue. */
  | { readonly pass: 'wait' }
  | { readonly pass: 'end'; readonly next: NextStep };

/** Attempts use the configuration of now, so it is asked before each one. */
export function gateOf(
  configuration: ConfigurationSnapshot,
  plugins: ReadonlyMap<string, AnyPlugin>,
  delivery: Pick<DeliveryRef, 'destinationId' | 'subscriptionId'>,
  sourceId: string,
): Gate {
  const destination = configuration.destinations.get(delivery.destinationId);
  if (!destination) return cancelled('destination-deleted');
  const subscription = configuration.subscriptions.get(delivery.subscriptionId);
  if (!subscription && delivery.subscriptionId !== NO_SUBSCRIPTION) return cancelled('subscription-deleted');
  const source = configuration.sources.get(sourceId);
  if (!source) return cancelled('source-deleted');
  if (destination.status === 'disabled') return { pass: 'end', next: { status: 'failed', reason: 'destination-disabled' } };
  const plugin = plugins.get(destination.plugin);
  if (!plugin || destination.status === 'paused' || subscription?.status === 'paused') return { pass: 'wait' };
  return { pass: 'go', destination, source, plugin };
}

/** Whether deliveries of a lane may be claimed: those that only wait are left where they are. */
export function laneWaits(
  configuration: ConfigurationSnapshot,
  plugins: ReadonlyMap<string, AnyPlugin>,
  lane: Pick<DeliveryRef, 'destinationId' | 'subscriptionId'>,
): boolean {
  const destination = configuration.destinations.get(lane.destinationId);
  const subscription = configuration.subscriptions.get(lane.subscriptionId);
  if (!destination || destination.status === 'disabled') return false;
  if (!subscription && lane.subscriptionId !== NO_SUBSCRIPTION) return false;
  return destination.status === 'paused' || subscription?.status === 'paused' || !plugins.has(destination.plugin);
}

function cancelled(reason: DeliveryReason): Gate {
  return { pass: 'end', next: { status: 'cancelled', reason } };
}
