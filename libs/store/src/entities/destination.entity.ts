import type { DestinationStatus, RetryPolicy } from '@posthorn/contracts';
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
  @Column('jsonb', { nullable: true }) retry!: RetryPolicy | null;
  @Column('text', { default: 'enabled' }) status!: DestinationStatus;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt!: Date;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt!: Date | null;
}
