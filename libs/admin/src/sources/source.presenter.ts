import { ApiProperty } from '@nestjs/swagger';
import { ID_PREFIXES, toTypeId, type Rule, type SearchKey, type SourceRateLimit } from '@posthorn/contracts';
import type { SourceEntity, SourceSecretEntity } from '@posthorn/store';
import { findScheme, responseInForce } from '@posthorn/verification';
import { SourceRateLimitDto } from './source-options.dto.js';

export class SourceSecretView {
  @ApiProperty({ example: 'sec_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly expiresAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly lastUsedAt!: string | null;
}

class VerificationView {
  @ApiProperty() readonly provider!: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) readonly options!: Readonly<Record<string, unknown>>;
  @ApiProperty({ type: [SourceSecretView], description: 'Never a value' }) readonly secrets!: readonly SourceSecretView[];
}

class SourceResponseView {
  @ApiProperty({ type: 'integer' }) readonly status!: number;
  @ApiProperty() readonly contentType!: string;
  @ApiProperty() readonly body!: string;
}

class SearchKeyView implements SearchKey {
  @ApiProperty({ example: 'order' }) readonly name!: string;
  @ApiProperty({ enum: ['body', 'form', 'header', 'query'] }) readonly from!: SearchKey['from'];
  @ApiProperty({ example: 'order.id' }) readonly path!: string;
}

const RULE = { type: 'object' as const, nullable: true, additionalProperties: { type: 'string' as const } };

export class SourceView {
  @ApiProperty({ example: 'src_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;
  @ApiProperty() readonly slug!: string;
  @ApiProperty({ type: String, nullable: true, description: "Where senders send to; null = the relay's own source" })
  readonly url!: string | null;
  @ApiProperty({
    description: "The relay's own, for events such as `destination.disabled`: a subscription must name it, nobody changes it",
  })
  readonly internal!: boolean;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ enum: ['enabled', 'disabled'] }) readonly status!: 'enabled' | 'disabled';
  @ApiProperty({ type: VerificationView }) readonly verification!: VerificationView;
  @ApiProperty({ ...RULE, description: "The rule in force: the source's own, else the provider's" }) readonly eventType!: Rule | null;
  @ApiProperty(RULE) readonly externalId!: Rule | null;
  @ApiProperty(RULE) readonly occurredAt!: Rule | null;
  @ApiProperty({ type: [SearchKeyView] }) readonly searchKeys!: readonly SearchKey[];
  @ApiProperty({ type: 'integer' }) readonly dedupeWindowSeconds!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: "Null = the installation's ceiling" }) readonly maxBodyBytes!: number | null;
  @ApiProperty({ type: [String] }) readonly methods!: readonly string[];
  @ApiProperty({ type: [String], nullable: true, description: 'Null = anybody' }) readonly allowedIps!: readonly string[] | null;
  @ApiProperty({ type: [String], nullable: true, description: 'Null = any' }) readonly contentTypes!: readonly string[] | null;
  @ApiProperty({ type: [String] }) readonly requiredHeaders!: readonly string[];
  @ApiProperty({ type: SourceRateLimitDto, nullable: true, description: 'Null = no limit' }) readonly rateLimit!: SourceRateLimit | null;
  @ApiProperty({ type: SourceResponseView }) readonly response!: SourceResponseView;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
  @ApiProperty({ format: 'date-time' }) readonly updatedAt!: string;
}

export function presentSource(source: SourceEntity, secrets: readonly SourceSecretEntity[], publicUrl: string): SourceView {
  const scheme = findScheme(source.provider);
  const defaults = scheme?.defaults;
  return {
    id: toTypeId(ID_PREFIXES.source, source.id),
    slug: source.slug,
    url: source.internal ? null : `${publicUrl}/in/${source.slug}`,
    internal: source.internal,
    name: source.name,
    status: source.status,
    verification: { provider: source.provider, options: source.options, secrets: secrets.map(presentSourceSecret) },
    eventType: source.eventType ?? defaults?.eventType ?? null,
    externalId: source.externalId ?? defaults?.externalId ?? null,
    occurredAt: source.occurredAt ?? defaults?.occurredAt ?? null,
    searchKeys: source.searchKeys,
    dedupeWindowSeconds: source.dedupeWindowSeconds,
    maxBodyBytes: source.maxBodyBytes,
    methods: source.methods,
    allowedIps: source.allowedIps,
    contentTypes: source.contentTypes,
    requiredHeaders: source.requiredHeaders,
    rateLimit: source.rateLimit,
    response: responseInForce(source.response, scheme),
    createdAt: source.createdAt.toISOString(),
    updatedAt: source.updatedAt.toISOString(),
  };
}

export function presentSourceSecret(secret: SourceSecretEntity): SourceSecretView {
  return {
    id: toTypeId(ID_PREFIXES.sourceSecret, secret.id),
    createdAt: secret.createdAt.toISOString(),
    expiresAt: secret.expiresAt?.toISOString() ?? null,
    lastUsedAt: secret.lastUsedAt?.toISOString() ?? null,
  };
}
