import { ApiProperty } from '@nestjs/swagger';
import { ID_PREFIXES, toTypeId, type SubscriptionConfig } from '@posthorn/contracts';
import { MISMATCHES, type Explanation, type Mismatch } from '@posthorn/routing';
import { IsOptional } from 'class-validator';
import { FILTER_SCHEMA } from '../subscriptions/subscription.dto.js';

export class ExplainDto {
  @ApiProperty({ ...FILTER_SCHEMA, description: 'A filter to try out on the event' }) @IsOptional() readonly filter?: unknown;
}

export class FilterTrialView {
  @ApiProperty() readonly matches!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'What did not hold', example: 'body.amount.$gt: 100' })
  readonly clause!: string | null;
}

export class ExplanationView extends FilterTrialView {
  @ApiProperty() readonly subscriptionId!: string;
  @ApiProperty() readonly destinationId!: string;
  @ApiProperty({ type: String, enum: MISMATCHES, nullable: true, description: 'What decided against it; null = it matches' })
  readonly decidedBy!: Mismatch | null;
}

export class ExplanationsView {
  @ApiProperty({ type: [ExplanationView] }) readonly data!: readonly ExplanationView[];
  @ApiProperty({ type: FilterTrialView, nullable: true, description: 'What the filter in the request would say' })
  readonly filter!: FilterTrialView | null;
}

export function presentExplanation({ id, destinationId }: SubscriptionConfig, explained: Explanation): ExplanationView {
  return {
    subscriptionId: toTypeId(ID_PREFIXES.subscription, id),
    destinationId: toTypeId(ID_PREFIXES.destination, destinationId),
    matches: explained.matches,
    decidedBy: explained.matches ? null : explained.decidedBy,
    clause: explained.matches ? null : explained.clause,
  };
}
