import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A delivery that waits, or that a process has claimed to make its next attempt. Small: a row goes when its delivery ends. */
@Entity({ name: 'queue' })
@Index('queue_lane', ['destinationId', 'subscriptionId', 'dueAt'], { where: 'claimed_by is null' })
@Index('queue_order_key', ['orderKey', 'orderNo'], { where: 'order_key is not null' })
@Index('queue_claimed', ['claimedBy'], { where: 'claimed_by is not null' })
export class QueueEntity {
  @PrimaryColumn('uuid', { name: 'delivery_id' }) deliveryId!: string;
  @Column('uuid', { name: 'project_id' }) projectId!: string;
  @Column('uuid', { name: 'destination_id' }) destinationId!: string;
  @Column('uuid', { name: 'subscription_id' }) subscriptionId!: string;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  /** Entries of the retry schedule that are used up. */
  @Column('smallint') slot!: number;
  /** Attempts begun so far, for `posthorn-attempt`. */
  @Column('smallint') attempts!: number;
  /** Epoch of the process that holds it; `null` = waits; 0 = parked, behind another delivery of its key (decision 7). */
  @Column('int', { name: 'claimed_by', nullable: true }) claimedBy!: number | null;
  /** 16 bytes of SHA-256(subscription, value); `null` = in no order. */
  @Column('bytea', { name: 'order_key', nullable: true }) orderKey!: Buffer | null;
  /** Its place within the key: grows with the commits. */
  @Column('bigint', { name: 'order_no', nullable: true }) orderNo!: string | null;
}

/** First come, first kept: 16 bytes of SHA-256(source, external id). Expired rows are swept in slices. */
@Entity({ name: 'dedupe' })
export class DedupeEntity {
  @PrimaryColumn('bytea') key!: Buffer;
  @Column('uuid', { name: 'event_id' }) eventId!: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}
