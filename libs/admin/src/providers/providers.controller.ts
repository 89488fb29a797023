import { Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiProperty } from '@nestjs/swagger';
import type { Rule } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { findScheme, SCHEMES, type Scheme } from '@posthorn/verification';
import { AdminController } from '../api/admin-controller.decorator.js';
import { ApiPage, type Page } from '../api/page.js';

const RULE = { type: 'object' as const, nullable: true, additionalProperties: { type: 'string' as const } };

export class ProviderView {
  @ApiProperty({ example: 'jwt', description: 'What `verification.provider` names' }) readonly name!: string;
  @ApiProperty() readonly title!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'JSON Schema 2020-12 of `verification.options`' })
  readonly optionsSchema!: object;
  @ApiProperty({ ...RULE, description: 'The rule that it brings' }) readonly eventType!: Rule | null;
  @ApiProperty(RULE) readonly externalId!: Rule | null;
  @ApiProperty(RULE) readonly occurredAt!: Rule | null;
}

@AdminController('providers')
export class ProvidersController {
  @Get()
  @ApiPage(ProviderView)
  list(): Page<ProviderView> {
    return { data: SCHEMES.map(present), nextCursor: null };
  }

  @Get(':name')
  @ApiOkResponse({ type: ProviderView })
  get(@Param('name') name: string): ProviderView {
    const scheme = findScheme(name);
    if (!scheme) throw new ProblemError('not-found');
    return present(scheme);
  }
}

function present({ name, title, optionsJsonSchema, defaults }: Scheme): ProviderView {
  return {
    name,
    title,
    optionsSchema: optionsJsonSchema,
    eventType: defaults?.eventType ?? null,
    externalId: defaults?.externalId ?? null,
    occurredAt: defaults?.occurredAt ?? null,
  };
}
