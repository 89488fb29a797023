import { ApiProperty } from '@nestjs/swagger';
import {
  ID_PREFIXES,
  SUBSCRIPTION_STATUSES,
  toTypeId,
  type RetryPolicy,
  type Rule,
  type SubscriptionStatus,
  type Transform,
} from '@posthorn/contracts';
import type { SubscriptionEntity } from '@posthorn/store';
import { RULE_SCHEMA } from '../api/rule-field.js';
import { RETRY_SCHEMA } from '../destinations/destination.dto.js';
import { FILTER_SCHEMA } from './subscription.dto.js';
import { TRANSFORM_SCHEMA } from './transform-field.js';

export class SubscriptionView {
  @ApiProperty({ example: 'sub_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ type: String, nullable: true }) readonly sourceId!: string | null;
  @ApiProperty() readonly destinationId!: string;
  @ApiProperty({ type: [String] }) readonly eventTypes!: readonly string[];
  @ApiProperty({ ...FILTER_SCHEMA, selfRequired: true }) readonly filter!: object | null;
  @ApiProperty({ ...TRANSFORM_SCHEMA, selfRequired: true }) readonly transform!: Transform | null;
  @ApiProperty({ ...RULE_SCHEMA, selfRequired: true }) readonly orderingKey!: Rule | null;
  @ApiProperty({ type: 'integer' }) readonly delaySeconds!: number;
  @ApiProperty({ ...RETRY_SCHEMA, selfRequired: true }) readonly retry!: RetryPolicy | null;
  @ApiProperty({ enum: SUBSCRIPTION_STATUSES }) readonly status!: SubscriptionStatus;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
  @ApiProperty({ format: 'date-time' }) readonly updatedAt!: string;
}

export function presentSubscription(subscription: SubscriptionEntity): SubscriptionView {
  return {
    id: toTypeId(ID_PREFIXES.subscription, subscription.id),
    name: subscription.name,
    sourceId: subscription.sourceId === null ? null : toTypeId(ID_PREFIXES.source, subscription.sourceId),
    destinationId: toTypeId(ID_PREFIXES.destination, subscription.destinationId),
    eventTypes: subscription.eventTypes,
    filter: subscription.filter,
    transform: subscription.transform === null ? null : { code: subscription.transform },
    orderingKey: subscription.orderingKey,
    delaySeconds: subscription.delaySeconds,
    retry: subscription.retry,
    status: subscription.status,
    createdAt: subscription.createdAt.toISOString(),
    updatedAt: subscription.updatedAt.toISOString(),
  };
}
