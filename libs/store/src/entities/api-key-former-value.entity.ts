import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What an API key was before it was rotated: good until its time is over, or its key is revoked. */
@Entity({ name: 'api_key_former_value' })
@Index('api_key_former_value_key', ['keyId', 'expiresAt'])
export class ApiKeyFormerValueEntity {
  /** SHA-256 of the value. */
  @PrimaryColumn('bytea') digest!: Buffer;
  @Column('uuid', { name: 'key_id' }) keyId!: string;
  /** The first characters. */
  @Column('text') start!: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
}
