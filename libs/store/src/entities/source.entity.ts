import type { Rule, SearchKey, SourceRateLimit, SourceResponse } from '@posthorn/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A place that webhooks come in. */
@Entity({ name: 'source' })
@Index('source_slug', ['slug'], { unique: true, where: 'deleted_at is null and not internal' })
@Index('source_internal', ['projectId'], { unique: true, where: 'internal' })
@Index('source_project', ['projectId', 'id'])
export class SourceEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'project_id' }) projectId!: string;
  @Column('text') slug!: string;
  @Column('text') name!: string;
  /** The relay's own, of which each project has one; no request reaches it. */
  @Column('boolean', { default: false }) internal!: boolean;
  @Column('text', { default: 'enabled' }) status!: 'enabled' | 'disabled';
  @Column('text') provider!: string;
  @Column('jsonb') options!: Record<string, unknown>;
  /** The source's own rules; `null` = the provider's. */
  @Column('jsonb', { name: 'event_type', nullable: true }) eventType!: Rule | null;
  @Column('jsonb', { name: 'external_id', nullable: true }) externalId!: Rule | null;
  @Column('jsonb', { name: 'occurred_at', nullable: true }) occurredAt!: Rule | null;
  @Column('jsonb', { name: 'search_keys', default: [] }) searchKeys!: SearchKey[];
  @Column('int', { name: 'dedupe_window_seconds' }) dedupeWindowSeconds!: number;
  @Column('int', { name: 'max_body_bytes', nullable: true }) maxBodyBytes!: number | null;
  @Column('text', { array: true }) methods!: string[];
  @Column('text', { name: 'allowed_ips', array: true, nullable: true }) allowedIps!: string[] | null;
  @Column('text', { name: 'content_types', array: true, nullable: true }) contentTypes!: string[] | null;
  @Column('text', { name: 'required_headers', array: true, default: [] }) requiredHeaders!: string[];
  @Column('jsonb', { name: 'rate_limit', nullable: true }) rateLimit!: SourceRateLimit | null;
  @Column('jsonb') response!: SourceResponse;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt!: Date;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt!: Date | null;
}
