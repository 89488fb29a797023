import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What somebody changed. Only ever inserted: a trigger refuses the rest. */
@Entity({ name: 'audit_entry' })
@Index('audit_entry_number', ['projectId', 'number'], { unique: true })
@Index('audit_entry_actor', ['projectId', 'actorId', 'id'])
@Index('audit_entry_action', ['projectId', 'action', 'id'])
@Index('audit_entry_resource', ['projectId', 'resourceId', 'id'])
export class AuditEntryEntity {
  /** The chain that it belongs to; all zeros = the installation's. */
  @PrimaryColumn('uuid', { name: 'project_id' }) projectId!: string;
  @PrimaryColumn('uuid') id!: string;
  /** Within the chain, from 1 without a gap. */
  @Column('bigint') number!: string;
  @Column('timestamptz') at!: Date;
  /** The operator or key, as people see its id. */
  @Column('text', { name: 'actor_id', nullable: true }) actorId!: string | null;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('text', { name: 'request_id', nullable: true }) requestId!: string | null;
  @Column('text') action!: string;
  @Column('text', { name: 'resource_type' }) resourceType!: string;
  /** As people see it. */
  @Column('text', { name: 'resource_id' }) resourceId!: string;
  @Column('jsonb', { nullable: true }) before!: object | null;
  @Column('jsonb', { nullable: true }) after!: object | null;
  @Column('bytea', { name: 'previous_hash' }) previousHash!: Buffer;
  @Column('bytea') hash!: Buffer;
}

/** Where a chain ends. Its row's lock lets entries of a chain in one by one, and an end that was cut off shows. */
@Entity({ name: 'audit_head' })
export class AuditHeadEntity {
  @PrimaryColumn('uuid', { name: 'project_id' }) projectId!: string;
  @Column('bigint') number!: string;
  @Column('bytea') hash!: Buffer;
}
