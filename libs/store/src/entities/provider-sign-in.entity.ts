import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A sign-in that an identity provider has answered: its state is good once, and so is the code that a browser trades for tokens. */
@Entity({ name: 'provider_sign_in' })
@Index('provider_sign_in_code', ['codeDigest'], { unique: true })
export class ProviderSignInEntity {
  @PrimaryColumn('bytea', { name: 'state_digest' }) stateDigest!: Buffer;
  @Column('uuid', { name: 'operator_id' }) operatorId!: string;
  /** `null` = tokens were given at once, or the code was used. */
  @Column('bytea', { name: 'code_digest', nullable: true }) codeDigest!: Buffer | null;
  @Column('timestamptz', { name: 'code_expires_at', nullable: true }) codeExpiresAt!: Date | null;
  /** From then on its state is refused as too old, and the row has no use. */
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}
