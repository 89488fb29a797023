import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An accepted request, partitioned by its id's time. Written once by `accept.sql.ts`, never changed but by `expunge.sql.ts`. */
@Entity({ name: 'event' })
@Index('event_source', ['sourceId', 'id', 'routeCount', 'filteredCount'])
@Index('event_type', ['projectId', 'type', 'id'])
@Index('event_expunged', ['expungedAt'], { where: 'expunged_at is not null' })
@Index('event_external_id', ['projectId', 'externalId'], { where: 'external_id is not null' })
@Index('event_unmatched', ['projectId', 'id'], { where: 'octet_length(routes) = 0 and filtered is null' })
export class EventEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'project_id' }) projectId!: string;
  @Column('uuid', { name: 'source_id' }) sourceId!: string;
  @Column('text') type!: string;
  @Column('text', { name: 'external_id', nullable: true }) externalId!: string | null;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  @Column('timestamptz', { name: 'occurred_at', nullable: true }) occurredAt!: Date | null;
  /** Request line and headers: `head-block.ts`. */
  @Column('bytea') head!: Buffer;
  @Column('bytea') body!: Buffer;
  @Column('bytea', { name: 'body_sha256' }) bodySha256!: Buffer;
  /** `routes-block.ts`. */
  @Column('bytea') routes!: Buffer;
  /** JSON of `EventFault[]`; `null` = none. */
  @Column('bytea', { nullable: true }) faults!: Buffer | null;
  @Column('int') epoch!: number;
  @Column('timestamptz', { name: 'expunged_at', nullable: true }) expungedAt!: Date | null;
  /** What the body measured before. */
  @Column('int', { name: 'expunged_bytes', nullable: true }) expungedBytes!: number | null;
  /** Of `routes`: the ledger counts them in an index. */
  @Column('smallint', { name: 'route_count', default: 0 }) routeCount!: number;
  /** Routes that a filter stopped. */
  @Column('smallint', { name: 'filtered_count', default: 0 }) filteredCount!: number;
  /** What filters stopped: `filtered-block.ts`; `null` = nothing. */
  @Column('bytea', { nullable: true }) filtered!: Buffer | null;
  /** What it can be looked for by: `search-keys-block.ts`; `null` = nothing. */
  @Column('bytea', { name: 'search_keys', nullable: true }) searchKeys!: Buffer | null;
}
