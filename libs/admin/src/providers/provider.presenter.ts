import { ApiProperty } from '@nestjs/swagger';
import type { Rule, SourceResponse } from '@posthorn/contracts';
import type { Scheme, SigningKind } from '@posthorn/verification';

const RULE = { type: 'object' as const, nullable: true, additionalProperties: { type: 'string' as const } };

class AcceptedView {
  @ApiProperty({ type: 'integer' }) readonly status!: number;
  @ApiProperty() readonly contentType!: string;
  @ApiProperty() readonly body!: string;
}

export class ProviderView {
  @ApiProperty({ example: 'jwt', description: 'What `verification.provider` names' }) readonly name!: string;
  @ApiProperty({ type: [String], description: 'Other names for the same' }) readonly aliases!: readonly string[];
  @ApiProperty() readonly title!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Where the facts come from' }) readonly documentation!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the secret is; null = there is none' }) readonly secret!: string | null;
  @ApiProperty({ type: [String], description: 'What to paste where' }) readonly setup!: readonly string[];
  @ApiProperty({ type: [String], description: 'What the provider asks of the URL, and how it is answered' })
  readonly handshakes!: readonly string[];
  @ApiProperty({ type: [String], description: 'General knowledge that was not found confirmed' }) readonly unconfirmed!: readonly string[];
  @ApiProperty({ enum: ['secret', 'key-pair', 'nothing'], description: 'A sample can be sent unless it takes the private key of a pair' })
  readonly signsWith!: SigningKind;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'JSON Schema 2020-12 of `verification.options`' })
  readonly optionsSchema!: object;
  @ApiProperty({ ...RULE, description: 'The rule that it brings' }) readonly eventType!: Rule | null;
  @ApiProperty(RULE) readonly externalId!: Rule | null;
  @ApiProperty(RULE) readonly occurredAt!: Rule | null;
  @ApiProperty({ type: AcceptedView, nullable: true, description: 'The answer that it expects, unless the source sets one' })
  readonly accepted!: SourceResponse | null;
  @ApiProperty({ type: 'integer', description: 'The status for a bad signature or credential' }) readonly refusedStatus!: number;
}

export function presentProvider(scheme: Scheme): ProviderView {
  const { name, aliases, title, guide, signsWith, optionsJsonSchema, defaults, accepted, refusedStatus } = scheme;
  return {
    ...{ name, aliases, title, ...guide, signsWith },
    optionsSchema: optionsJsonSchema,
    eventType: defaults?.eventType ?? null,
    externalId: defaults?.externalId ?? null,
    occurredAt: defaults?.occurredAt ?? null,
    accepted: accepted ?? null,
    refusedStatus: refusedStatus ?? 401,
  };
}
