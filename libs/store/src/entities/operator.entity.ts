import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A person who logs in. */
@Entity({ name: 'operator' })
@Index('operator_email', ['email'], { unique: true })
@Index('operator_subject', ['issuer', 'subject'], { unique: true })
export class OperatorEntity {
  @PrimaryColumn('uuid') id!: string;
  /** Lower case. */
  @Column('text') email!: string;
  /** argon2id in PHC string format; `null` = signs in through the identity provider alone. */
  @Column('text', { name: 'password_hash', nullable: true }) passwordHash!: string | null;
  @Column('text', { default: '' }) name!: string;
  /** In the installation; what a member may do in a project says the table `member`. */
  @Column('text', { default: 'member' }) role!: 'member' | 'owner';
  /** Somebody else knows the password. */
  @Column('boolean', { name: 'must_change_password', default: false }) mustChangePassword!: boolean;
  /** Of a generated password: from then on its holder must change it first. `null` = not forced. */
  @Column('timestamptz', { name: 'password_change_by', nullable: true }) passwordChangeBy!: Date | null;
  /** Of the account at the identity provider, with {@link subject}; `null` = none. */
  @Column('text', { nullable: true }) issuer!: string | null;
  @Column('text', { nullable: true }) subject!: string | null;
  /** An owner because of a group at the provider, and only as long as that. */
  @Column('boolean', { name: 'owner_by_provider', default: false }) ownerByProvider!: boolean;
  @Column('text', { default: 'enabled' }) status!: 'enabled' | 'disabled';
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt!: Date;
}
