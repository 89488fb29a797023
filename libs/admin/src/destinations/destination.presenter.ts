import { ApiProperty } from '@nestjs/swagger';
import { DESTINATION_STATUSES, ID_PREFIXES, toTypeId, type DestinationStatus, type RateLimit, type RetryPolicy } from '@posthorn/contracts';
import type { AnyPlugin } from '@posthorn/plugin-sdk';
import { secretNamesOf } from '@posthorn/plugin-sdk/host';
import type { DestinationEntity, DestinationHealthEntity, DestinationSecretEntity } from '@posthorn/store';
import { DestinationHealthView, presentHealth } from './destination-health.presenter.js';
import { RateLimitDto, RETRY_SCHEMA } from './destination.dto.js';

export interface SecretState {
  readonly set: boolean;
  readonly rotatedAt: string | null;
}

export class DestinationView {
  @ApiProperty({ example: 'dst_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ example: 'http' }) readonly plugin!: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) readonly config!: Readonly<Record<string, unknown>>;
  @ApiProperty({
    type: 'object',
    description: 'Never a value',
    additionalProperties: {
      type: 'object',
      properties: { set: { type: 'boolean' }, rotatedAt: { type: 'string', format: 'date-time', nullable: true } },
    },
  })
  readonly secrets!: Readonly<Record<string, SecretState>>;
  @ApiProperty({ type: [String], description: 'By which receivers verify what is signed with a key pair', example: ['whpk_…'] })
  readonly publicKeys!: readonly string[];
  @ApiProperty({ type: 'integer' }) readonly timeoutMs!: number;
  @ApiProperty({ type: 'integer' }) readonly maxConcurrency!: number;
  @ApiProperty({ type: RateLimitDto, nullable: true }) readonly rateLimit!: RateLimit | null;
  @ApiProperty({ ...RETRY_SCHEMA, selfRequired: true }) readonly retry!: RetryPolicy | null;
  @ApiProperty({ enum: DESTINATION_STATUSES }) readonly status!: DestinationStatus;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null = never' }) readonly disableAfterSeconds!: number | null;
  @ApiProperty({ type: DestinationHealthView }) readonly health!: DestinationHealthView;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
  @ApiProperty({ format: 'date-time' }) readonly updatedAt!: string;
}

export class DestinationWithSecretView extends DestinationView {
  @ApiProperty({ required: false, description: 'If the relay generated it; shown this once', example: 'whsec_…' })
  readonly signingSecret?: string;
}

/** What of a destination is not in its own row. */
export interface DestinationParts {
  readonly secrets: readonly DestinationSecretEntity[];
  readonly publicKeys: readonly string[];
  readonly plugin: AnyPlugin | undefined;
  readonly health: DestinationHealthEntity | undefined;
}

/** `secrets` are the current ones. A plugin that is no longer installed leaves those that are set. */
export function presentDestination(
  destination: DestinationEntity,
  { secrets, publicKeys, plugin, health }: DestinationParts,
): DestinationView {
  const names = new Set([...(plugin ? secretNamesOf(plugin) : []), ...secrets.map(({ name }) => name)]);
  return {
    id: toTypeId(ID_PREFIXES.destination, destination.id),
    name: destination.name,
    plugin: destination.plugin,
    config: destination.config,
    secrets: Object.fromEntries([...names].map((name) => [name, stateOf(secrets.find((secret) => secret.name === name))])),
    publicKeys,
    timeoutMs: destination.timeoutMs,
    maxConcurrency: destination.maxConcurrency,
    rateLimit: destination.rateLimit,
    retry: destination.retry,
    status: destination.status,
    disableAfterSeconds: destination.disableAfterSeconds || null,
    health: presentHealth(destination, health),
    createdAt: destination.createdAt.toISOString(),
    updatedAt: destination.updatedAt.toISOString(),
  };
}

function stateOf(secret: DestinationSecretEntity | undefined): SecretState {
  return { set: secret !== undefined, rotatedAt: secret?.createdAt.toISOString() ?? null };
}
