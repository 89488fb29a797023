import { NO_SUBSCRIPTION, type DestinationConfig, type SubscriptionConfig } from '@posthorn/contracts';
import { resolveRetry, type ResolvedRetry } from '@posthorn/routing';
import type { ConfigurationCache, DeliveryRef } from '@posthorn/store';

const STANDARD = resolveRetry(null, null);

/** The retry policy of a subscription and its destination, worked out once for each version of the two. */
export class RetryPolicies {
  private readonly known = new WeakMap<SubscriptionConfig, WeakMap<DestinationConfig, ResolvedRetry>>();

  constructor(private readonly configuration: ConfigurationCache) {}

  of(delivery: Pick<DeliveryRef, 'destinationId' | 'subscriptionId'>): ResolvedRetry {
    const { subscriptions, destinations } = this.configuration.snapshot;
    const subscription = subscriptions.get(delivery.subscriptionId);
    const destination = destinations.get(delivery.destinationId);
    if (destination && delivery.subscriptionId === NO_SUBSCRIPTION) return resolveRetry(null, destination.retry);
    if (!subscription || !destination) return STANDARD;
    let byDestination = this.known.get(subscription);
    if (!byDestination) this.known.set(subscription, (byDestination = new WeakMap()));
    let resolved = byDestination.get(destination);
    if (!resolved) byDestination.set(destination, (resolved = resolveRetry(subscription.retry, destination.retry)));
    return resolved;
  }
}
