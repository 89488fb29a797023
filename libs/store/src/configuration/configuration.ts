import type { DestinationConfig, SourceConfig, SubscriptionConfig, Uuid } from '@posthorn/contracts';

/** Everything that operators set up, as the hot path reads it: from memory, and never changed in place. */
export interface ConfigurationSnapshot {
  readonly version: number;
  readonly sourcesBySlug: ReadonlyMap<string, SourceConfig>;
  /** By project: the relay's own source, which is in no other map of slugs. */
  readonly internalSources: ReadonlyMap<Uuid, SourceConfig>;
  readonly sources: ReadonlyMap<Uuid, SourceConfig>;
  readonly destinations: ReadonlyMap<Uuid, DestinationConfig>;
  readonly subscriptions: ReadonlyMap<Uuid, SubscriptionConfig>;
}

export const EMPTY_CONFIGURATION: ConfigurationSnapshot = {
  version: 0,
  sourcesBySlug: new Map(),
  internalSources: new Map(),
  sources: new Map(),
  destinations: new Map(),
  subscriptions: new Map(),
};
