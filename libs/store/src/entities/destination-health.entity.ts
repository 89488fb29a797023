import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a destination fares, as the processes that deliver tell each other. No row = nothing to tell: it is well. */
@Entity({ name: 'destination_health' })
export class DestinationHealthEntity {
  @PrimaryColumn('uuid', { name: 'destination_id' }) destinationId!: string;
  @Column('text') breaker!: 'closed' | 'open' | 'half-open';
  /** Since when the breaker is so. */
  @Column('timestamptz') since!: Date;
  @Column('timestamptz', { name: 'next_probe_at', nullable: true }) nextProbeAt!: Date | null;
  /** Pauses in a row that a probe ended in vain: the next one is longer. */
  @Column('int') pauses!: number;
  /** First failure since the last success. */
  @Column('timestamptz', { name: 'failing_since', nullable: true }) failingSince!: Date | null;
  /** Failed attempts since then, counted only as far as they matter. */
  @Column('int') failures!: number;
  /** What the process that wrote last lets run at once; `null` = the destination's `max_concurrency`. */
  @Column('int', { nullable: true }) concurrency!: number | null;
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'changed_at' }) changedAt!: Date;
}
