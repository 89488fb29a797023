import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One refresh token; it is good once, and using it twice ends every token of its family. */
@Entity({ name: 'refresh_token' })
@Index('refresh_token_family', ['familyId'])
@Index('refresh_token_operator', ['operatorId'])
export class RefreshTokenEntity {
  /** SHA-256 of the token: a stolen table signs nobody in. */
  @PrimaryColumn('bytea') digest!: Buffer;
  @Column('uuid', { name: 'family_id' }) familyId!: string;
  @Column('uuid', { name: 'operator_id' }) operatorId!: string;
  /** Of a session that the identity provider began: no password of the operator had a part in it. */
  @Column('boolean', { name: 'by_provider', default: false }) byProvider!: boolean;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt!: Date | null;
}
