import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What one batch adds to the counters of a source and hour; folded into the totals in the background. `hour` is the smallest id
 * of the hour (`ledger-hour.ts`): of the event's id, and of arrival for what makes no event.
 */
@Entity({ name: 'ledger_delta' })
export class LedgerDeltaEntity {
  /** Drawn by the statement that counts what it writes; given by the process that counts in memory (`tally.sql.ts`). */
  @PrimaryColumn('uuid') batch!: string;
  @PrimaryColumn('uuid', { name: 'source_id' }) sourceId!: string;
  @PrimaryColumn('uuid') hour!: string;
  @Column('int', { default: 0 }) requests!: number;
  @Column('int', { default: 0 }) accepted!: number;
  @Column('int', { default: 0 }) duplicates!: number;
  @Column('int', { default: 0 }) refused!: number;
  /** Of `refused`. */
  @Column('int', { name: 'refused_not_kept', default: 0 }) refusedNotKept!: number;
  @Column('int', { default: 0 }) handshakes!: number;
  /** Routes that no filter stopped. */
  @Column('int', { default: 0 }) routes!: number;
  @Column('int', { default: 0 }) replays!: number;
  @Column('int', { default: 0 }) filtered!: number;
  /** Ends, less those that were taken back. */
  @Column('int', { default: 0 }) delivered!: number;
  @Column('int', { default: 0 }) failed!: number;
  @Column('int', { default: 0 }) cancelled!: number;
}

/** The counters of a source and hour, partitioned as the events are, so that they go with them. */
@Entity({ name: 'ledger_total' })
export class LedgerTotalEntity {
  @PrimaryColumn('uuid', { name: 'source_id' }) sourceId!: string;
  @PrimaryColumn('uuid') hour!: string;
  @Column('bigint', { default: 0 }) requests!: string;
  @Column('bigint', { default: 0 }) accepted!: string;
  @Column('bigint', { default: 0 }) duplicates!: string;
  @Column('bigint', { default: 0 }) refused!: string;
  @Column('bigint', { name: 'refused_not_kept', default: 0 }) refusedNotKept!: string;
  @Column('bigint', { default: 0 }) handshakes!: string;
  @Column('bigint', { default: 0 }) routes!: string;
  @Column('bigint', { default: 0 }) replays!: string;
  @Column('bigint', { default: 0 }) filtered!: string;
  @Column('bigint', { default: 0 }) delivered!: string;
  @Column('bigint', { default: 0 }) failed!: string;
  @Column('bigint', { default: 0 }) cancelled!: string;
}
