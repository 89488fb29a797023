import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A request to a known source that was not accepted, partitioned by its own time. */
@Entity({ name: 'refusal' })
@Index('refusal_source', ['sourceId', 'id'])
@Index('refusal_project', ['projectId', 'id'])
@Index('refusal_reason', ['projectId', 'reason', 'id'])
@Index('refusal_accepted', ['projectId', 'id'], { where: 'accepted_event_id is not null' })
export class RefusalEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'project_id' }) projectId!: string;
  @Column('uuid', { name: 'source_id' }) sourceId!: string;
  @Column('text') reason!: string;
  @Column('text') detail!: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  /** Request line and headers, the scheme's credential redacted: `head-block.ts`. */
  @Column('bytea') head!: Buffer;
  /** The redacted credentials, encrypted, so that the request can be verified again; `null` = there were none. */
  @Column('bytea', { nullable: true }) credentials!: Buffer | null;
  /** What was read and kept of the body. */
  @Column('bytea') body!: Buffer;
  /** What was received of it. */
  @Column('int', { name: 'body_bytes' }) bodyBytes!: number;
  @Column('text', { name: 'remote_address' }) remoteAddress!: string;
  /** The event that it became when somebody accepted it after all. It stays a refusal. */
  @Column('uuid', { name: 'accepted_event_id', nullable: true }) acceptedEventId!: string | null;
}
