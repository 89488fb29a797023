import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the installation knows of itself: one row per encryption key in use, to notice a key that went missing. */
@Entity({ name: 'encryption_key' })
export class EncryptionKeyEntity {
  @PrimaryColumn('text') id!: string;
  /** A known text, encrypted with the key. */
  @Column('bytea') canary!: Buffer;
}

/** Counts changes of the configuration; one row. */
@Entity({ name: 'config_version' })
export class ConfigVersionEntity {
  @PrimaryColumn('int') id!: number;
  @Column('bigint') version!: string;
}

/** One life of one process: the fence that every accept and outcome statement stands behind. */
@Entity({ name: 'process' })
export class ProcessEntity {
  @PrimaryColumn('int') epoch!: number;
  @Column('timestamptz', { default: () => 'now()' }) heartbeat!: Date;
  /** The smallest event id of this epoch that may still lack a delivery or queue row. */
  @Column('uuid', { name: 'low_water', nullable: true }) lowWater!: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  /** The last batch of counts that this process is known to have written (`tally.sql.ts`). */
  @Column('uuid', { nullable: true }) tallied!: string | null;
  /** The same of statistics (`statistics.sql.ts`). */
  @Column('uuid', { name: 'statistics_batch', nullable: true }) statisticsBatch!: string | null;
}
