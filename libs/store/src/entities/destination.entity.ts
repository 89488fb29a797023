import type { DestinationStatus, RateLimit, RetryPolicy } from '@posthorn/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A configured instance of a plugin. */
@Entity({ name: 'destination' })
@Index('destination_project', ['projectId', 'id'])
export class DestinationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'project_id' }) projectId!: string;
  @Column('text') name!: string;
  @Column('text') plugin!: string;
  @Column('jsonb') config!: Record<string, unknown>;
  @Column('int', { name: 'timeout_ms' }) timeoutMs!: number;
  @Column('int', { name: 'max_concurrency' }) maxConcurrency!: number;
  @Column('jsonb', { name: 'rate_limit', nullable: true }) rateLimit!: RateLimit | null;
  @Column('jsonb', { nullable: true }) retry!: RetryPolicy | null;
  /** 0 = never. */
  @Column('int', { name: 'disable_after_seconds', default: 432_000 }) disableAfterSeconds!: number;
  @Column('text', { default: 'enabled' }) status!: DestinationStatus;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt!: Date;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt!: Date | null;
}

/** Which process takes all deliveries of a destination that keeps an order or a rate. Valid as long as that epoch lives. */
@Entity({ name: 'destination_owner' })
export class DestinationOwnerEntity {
  @PrimaryColumn('uuid', { name: 'destination_id' }) destinationId!: string;
  @Column('int') epoch!: number;
}
