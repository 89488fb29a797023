import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a script of one project signs in with. */
@Entity({ name: 'api_key' })
@Index('api_key_digest', ['digest'], { unique: true })
@Index('api_key_project', ['projectId', 'id'])
export class ApiKeyEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'project_id' }) projectId!: string;
  @Column('text') name!: string;
  /** SHA-256 of the key: a stolen table opens nothing. */
  @Column('bytea') digest!: Buffer;
  /** The first characters, for people to tell keys apart. */
  @Column('text') start!: string;
  @Column('text') role!: 'viewer' | 'editor' | 'admin';
  /** TypeID of the operator or the key that made it. */
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'rotated_at', nullable: true }) rotatedAt!: Date | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
}
