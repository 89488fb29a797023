import { ApiProperty } from '@nestjs/swagger';
import { DELIVERY_STATUSES, ID_PREFIXES, NO_SUBSCRIPTION, toTypeId, type DeliveryStatus } from '@posthorn/contracts';
import { timeOfId, type DeliveryRecord } from '@posthorn/store';

export class DeliveryView {
  @ApiProperty({ example: 'dlv_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;
  @ApiProperty() readonly eventId!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null = a replay to a destination that a person chose' })
  readonly subscriptionId!: string | null;
  @ApiProperty() readonly destinationId!: string;
  @ApiProperty({ enum: DELIVERY_STATUSES }) readonly status!: DeliveryStatus;
  @ApiProperty({ type: 'integer' }) readonly attemptCount!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly nextAttemptAt!: string | null;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly completedAt!: string | null;
  @ApiProperty({ description: 'A person had the event sent again: outside of any order' }) readonly replay!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Why it ended without arriving' }) readonly reason!: string | null;
  @ApiProperty({ description: 'Whether it keeps its place within an ordering key; not after a retry of what had ended, nor in a replay' })
  readonly ordered!: boolean;
}

export function presentDelivery(delivery: DeliveryRecord): DeliveryView {
  return {
    id: toTypeId(ID_PREFIXES.delivery, delivery.id),
    eventId: toTypeId(ID_PREFIXES.event, delivery.eventId),
    subscriptionId: delivery.subscriptionId === NO_SUBSCRIPTION ? null : toTypeId(ID_PREFIXES.subscription, delivery.subscriptionId),
    destinationId: toTypeId(ID_PREFIXES.destination, delivery.destinationId),
    status: delivery.status,
    attemptCount: delivery.attempts,
    nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
    // A route becomes a delivery when its event is accepted, and its id begins with that time.
    createdAt: (delivery.replayedAt ?? new Date(timeOfId(delivery.id))).toISOString(),
    completedAt: delivery.completedAt?.toISOString() ?? null,
    replay: delivery.replayedAt !== null,
    reason: delivery.reason,
    ordered: delivery.ordered,
  };
}
