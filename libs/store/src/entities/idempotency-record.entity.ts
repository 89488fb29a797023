import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The first request of an `Idempotency-Key`, and its answer. Not partitioned, unlike history: a key must be unique over all days. It is
 * deleted in small batches, as `dedupe` is.
 */
@Entity({ name: 'idempotency_record' })
@Index('idempotency_record_expires', ['expiresAt'])
export class IdempotencyRecordEntity {
  /** SHA-256 of who asked, for what, under which key. */
  @PrimaryColumn('bytea') key!: Buffer;
  /** Keyed digest of the body: another one under the same key is a fault of the caller. */
  @Column('bytea') fingerprint!: Buffer;
  /** The request that holds the key. One whose time ran out loses it to the next. */
  @Column('uuid') claim!: string;
  /** Status, headers and body, encrypted, for secrets that are shown once are in it; `null` = not answered yet. */
  @Column('bytea', { nullable: true }) answer!: Buffer | null;
  /** The id in the answer, so that what is removed for good can be removed here, too. */
  @Column('text', { name: 'resource_id', nullable: true }) resourceId!: string | null;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}
