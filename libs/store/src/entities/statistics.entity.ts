import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What happened in a project within a bucket of time; one row for each length of bucket (`statistics-steps.ts`). */
@Entity({ name: 'statistics_bucket' })
export class StatisticsBucketEntity {
  @PrimaryColumn('uuid', { name: 'project_id' }) projectId!: string;
  /** Minutes. */
  @PrimaryColumn('smallint') step!: number;
  /** The bucket's first moment. */
  @PrimaryColumn('timestamptz') at!: Date;
  @Column('bigint') accepted!: string;
  @Column('bigint') duplicates!: string;
  @Column('bigint') refused!: string;
  @Column('bigint') handshakes!: string;
  @Column('bigint') delivered!: string;
  @Column('bigint') failed!: string;
  @Column('bigint') attempts!: string;
  @Column('bigint') retries!: string;
  /** From acceptance to delivery: counts by `latency-histogram.ts`, without the zeros at the end. */
  @Column('int', { array: true }) latency!: number[];
}

/** What failed at a destination within a bucket of time; none where nothing did. */
@Entity({ name: 'failing_destination' })
export class FailingDestinationEntity {
  @PrimaryColumn('uuid', { name: 'project_id' }) projectId!: string;
  @PrimaryColumn('smallint') step!: number;
  @PrimaryColumn('timestamptz') at!: Date;
  @PrimaryColumn('uuid', { name: 'destination_id' }) destinationId!: string;
  @Column('bigint') failed!: string;
  @Column('bigint') retried!: string;
  @Column('text', { name: 'last_reason', nullable: true }) lastReason!: string | null;
}
