import type { RetryPolicy, Rule, SubscriptionStatus } from '@posthorn/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Which events go to which destination. */
@Entity({ name: 'subscription' })
@Index('subscription_project', ['projectId', 'id'])
@Index('subscription_destination', ['destinationId'])
@Index('subscription_source', ['sourceId'])
export class SubscriptionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'project_id' }) projectId!: string;
  @Column('text') name!: string;
  /** `null` = every source of the project. */
  @Column('uuid', { name: 'source_id', nullable: true }) sourceId!: string | null;
  @Column('uuid', { name: 'destination_id' }) destinationId!: string;
  @Column('text', { name: 'event_types', array: true }) eventTypes!: string[];
  @Column('int', { name: 'delay_seconds', default: 0 }) delaySeconds!: number;
  /** Where the value is that events keep their order by. */
  @Column('jsonb', { name: 'ordering_key', nullable: true }) orderingKey!: Rule | null;
  @Column('jsonb', { nullable: true }) filter!: object | null;
  /** JavaScript. */
  @Column('text', { nullable: true }) transform!: string | null;
  @Column('jsonb', { nullable: true }) retry!: RetryPolicy | null;
  @Column('text', { default: 'enabled' }) status!: SubscriptionStatus;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt!: Date;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt!: Date | null;
}
