import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One event on its way along one route, partitioned by the event's time. Inserted with its first recorded attempt in it
 * (`outcomes.sql.ts`), so that a delivery that arrives at once costs one row. How a delivery reads: `delivery-state.ts`.
 */
@Entity({ name: 'delivery' })
@Index('delivery_destination', ['destinationId', 'id'])
@Index('delivery_not_delivered', ['projectId', 'status', 'eventId', 'id'], { where: 'status <> 1' })
export class DeliveryEntity {
  @PrimaryColumn('uuid', { name: 'event_id' }) eventId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'project_id' }) projectId!: string;
  @Column('uuid', { name: 'destination_id' }) destinationId!: string;
  @Column('uuid', { name: 'subscription_id' }) subscriptionId!: string;
  /** `stored-status.ts`. */
  @Column('smallint') status!: number;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('smallint') attempts!: number;
  @Column('timestamptz', { name: 'completed_at', nullable: true }) completedAt!: Date | null;
  /** The first recorded attempt; `null` while there is none. */
  @Column('uuid', { name: 'attempt_id', nullable: true }) attemptId!: string | null;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column('int', { name: 'duration_ms', nullable: true }) durationMs!: number | null;
  @Column('smallint', { nullable: true }) outcome!: number | null;
  @Column('text', { name: 'attempt_reason', nullable: true }) attemptReason!: string | null;
  /** JSON of `AttemptExchange`. */
  @Column('bytea', { nullable: true }) exchange!: Buffer | null;
  /** Whether it keeps its place within an ordering key: not after a person's retry, nor in a replay. */
  @Column('boolean', { default: false }) ordered!: boolean;
  /** The status before the last recorded outcome, for the ledger; `null` = there was no row. */
  @Column('smallint', { nullable: true }) was!: number | null;
  /** Of a replay, when it was asked for. */
  @Column('timestamptz', { name: 'replayed_at', nullable: true }) replayedAt!: Date | null;
  /** A replay that receivers shall take for another event. */
  @Column('boolean', { name: 'new_id', nullable: true }) newId!: boolean | null;
}

/** Each further attempt of a delivery. */
@Entity({ name: 'attempt' })
export class AttemptEntity {
  @PrimaryColumn('uuid', { name: 'event_id' }) eventId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'delivery_id' }) deliveryId!: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('int', { name: 'duration_ms' }) durationMs!: number;
  @Column('smallint') outcome!: number;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('bytea', { nullable: true }) exchange!: Buffer | null;
}
