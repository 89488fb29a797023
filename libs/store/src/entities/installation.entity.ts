import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What the installation knows of itself: one row per encryption key in use, to notice a key that went missing. */
@Entity({ name: 'encryption_key' })
@Index('encryption_key_active', ['active'], { unique: true, where: 'active' })
export class EncryptionKeyEntity {
  @PrimaryColumn('text') id!: string;
  /** A known text, encrypted with the key. */
  @Column('bytea') canary!: Buffer;
  /** Tells whether a process means the same bytes by this id (`SecretsBox.marks`); `null` = not known since before there were marks. */
  @Column('text', { nullable: true }) mark!: string | null;
  /** The one that encrypts. */
  @Column('boolean', { default: false }) active!: boolean;
  @Column('timestamptz', { name: 'used_since', default: () => 'now()' }) usedSince!: Date;
  @Column('timestamptz', { name: 'retired_at', nullable: true }) retiredAt!: Date | null;
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
  /** Marks of the encryption keys that it has, first the one that it was told to encrypt with; `null` = it has not said. */
  @Column('text', { name: 'known_keys', array: true, nullable: true }) knownKeys!: string[] | null;
  @Column('text', { name: 'encrypts_with', nullable: true }) encryptsWith!: string | null;
}

/** A re-encryption of everything sealed, with how far it is. At most one is unfinished. */
@Entity({ name: 'key_rotation' })
export class KeyRotationEntity {
  @PrimaryColumn('int') id!: number;
  @Column('text', { name: 'key_id' }) keyId!: string;
  @Column('text') mark!: string;
  @Column('timestamptz', { name: 'requested_at', default: () => 'now()' }) requestedAt!: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  /** Of `SEALED_COLUMNS`, the one that is walked, and the key of its last row that was looked at; '' = none yet. */
  @Column('text') kind!: string;
  @Column('text', { default: '' }) cursor!: string;
  /** The walk is repeated until nothing is left to move: what is written meanwhile may lie behind it. */
  @Column('int', { default: 1 }) pass!: number;
  @Column('int', { name: 'pass_moved', default: 0 }) passMoved!: number;
  @Column('int', { default: 0 }) moved!: number;
  /** Boxes of this pass that did not open. */
  @Column('int', { default: 0 }) unreadable!: number;
}
