import type { DestinationConfig, SourceConfig, SourceSecret, SubscriptionConfig, Uuid } from '@posthorn/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { IsNull } from 'typeorm';
import {
  ConfigVersionEntity,
  DestinationEntity,
  DestinationSecretEntity,
  SourceEntity,
  SourceSecretEntity,
  SubscriptionEntity,
} from '../entities/index.js';
import type { ConfigurationSnapshot } from './configuration.js';

/** Opens a secret. `context` is bound into the box, so that a box moved to another row does not open. */
export type OpenSecret = (box: Buffer, context: string) => string;

export const sourceSecretContext = (id: Uuid): string => `source_secret:${id}`;
export const destinationSecretContext = (id: Uuid): string => `destination_secret:${id}`;

/** Reads the whole configuration as of one moment. */
export async function loadConfiguration(dataSource: DataSource, open: OpenSecret): Promise<ConfigurationSnapshot> {
  return dataSource.transaction('REPEATABLE READ', async (manager) => {
    const version = await manager.findOneByOrFail(ConfigVersionEntity, { id: 1 });
    const sources = await loadSources(manager, open);
    const destinations = await loadDestinations(manager, open);
    const subscriptions = await manager.findBy(SubscriptionEntity, { deletedAt: IsNull() });
    return {
      version: Number(version.version),
      sources: new Map([...sources.reachable, ...sources.internal].map((source) => [source.id, source])),
      sourcesBySlug: new Map(sources.reachable.map((source) => [source.slug, source])),
      internalSources: new Map(sources.internal.map((source) => [source.projectId, source])),
      destinations: new Map(destinations.map((destination) => [destination.id, destination])),
      subscriptions: new Map(subscriptions.map((row) => [row.id, toSubscription(row)])),
    };
  });
}

interface LoadedSources {
  readonly reachable: readonly SourceConfig[];
  readonly internal: readonly SourceConfig[];
}

async function loadSources(manager: EntityManager, open: OpenSecret): Promise<LoadedSources> {
  const rows = await manager.findBy(SourceEntity, { deletedAt: IsNull() });
  const secrets = new Map<Uuid, SourceSecret[]>();
  for (const row of await manager.find(SourceSecretEntity, { order: { createdAt: 'DESC' } })) {
    const secret: SourceSecret = {
      id: row.id,
      value: open(row.value, sourceSecretContext(row.id)),
      expiresAtMs: row.expiresAt?.getTime() ?? null,
    };
    secrets.set(row.sourceId, [...(secrets.get(row.sourceId) ?? []), secret]);
  }
  const { reachable = [], internal = [] } = Object.groupBy(rows, (row) => (row.internal ? 'internal' : 'reachable'));
  const toConfig = (row: SourceEntity): SourceConfig => toSource(row, secrets.get(row.id) ?? []);
  return { reachable: reachable.map(toConfig), internal: internal.map(toConfig) };
}

function toSource(row: SourceEntity, secrets: readonly SourceSecret[]): SourceConfig {
  return {
    id: row.id,
    projectId: row.projectId,
    slug: row.slug,
    enabled: row.status === 'enabled',
    verification: { provider: row.provider, options: row.options },
    secrets,
    eventType: row.eventType,
    externalId: row.externalId,
    occurredAt: row.occurredAt,
    searchKeys: row.searchKeys,
    dedupeWindowSeconds: row.dedupeWindowSeconds,
    maxBodyBytes: row.maxBodyBytes,
    methods: row.methods,
    allowedIps: row.allowedIps,
    contentTypes: row.contentTypes,
    requiredHeaders: row.requiredHeaders,
    rateLimit: row.rateLimit,
    response: row.response,
  };
}

async function loadDestinations(manager: EntityManager, open: OpenSecret): Promise<DestinationConfig[]> {
  const rows = await manager.findBy(DestinationEntity, { deletedAt: IsNull() });
  const secrets = await manager.find(DestinationSecretEntity, { order: { createdAt: 'DESC' } });
  return rows.map((row) => {
    const own = secrets
      .filter((secret) => secret.destinationId === row.id)
      .map((secret) => ({
        name: secret.name,
        value: open(secret.value, destinationSecretContext(secret.id)),
        expiresAtMs: secret.expiresAt?.getTime(),
      }));
    return {
      id: row.id,
      projectId: row.projectId,
      name: row.name,
      plugin: row.plugin,
      config: row.config,
      secrets: Object.fromEntries(own.filter((secret) => secret.expiresAtMs === undefined).map((secret) => [secret.name, secret.value])),
      previousSecrets: own.flatMap(({ name, value, expiresAtMs }) => (expiresAtMs === undefined ? [] : [{ name, value, expiresAtMs }])),
      timeoutMs: row.timeoutMs,
      maxConcurrency: row.maxConcurrency,
      rateLimit: row.rateLimit,
      retry: row.retry,
      disableAfterSeconds: row.disableAfterSeconds,
      status: row.status,
    };
  });
}

function toSubscription(row: SubscriptionEntity): SubscriptionConfig {
  return {
    id: row.id,
    projectId: row.projectId,
    sourceId: row.sourceId,
    destinationId: row.destinationId,
    eventTypes: row.eventTypes,
    filter: row.filter,
    transform: row.transform === null ? null : { code: row.transform },
    delaySeconds: row.delaySeconds,
    orderingKey: row.orderingKey,
    retry: row.retry,
    status: row.status,
  };
}
