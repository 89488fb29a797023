import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A verification secret, encrypted; several may be active at once. */
@Entity({ name: 'source_secret' })
@Index('source_secret_source', ['sourceId'])
export class SourceSecretEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'source_id' }) sourceId!: string;
  @Column('bytea') value!: Buffer;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
}
