import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A person who logs in. */
@Entity({ name: 'operator' })
@Index('operator_email', ['email'], { unique: true })
export class OperatorEntity {
  @PrimaryColumn('uuid') id!: string;
  /** Lower case. */
  @Column('text') email!: string;
  /** argon2id in PHC string format. */
  @Column('text', { name: 'password_hash' }) passwordHash!: string;
  @Column('text', { default: '' }) name!: string;
  /** In the installation; what a member may do in a project says the table `member`. */
  @Column('text', { default: 'member' }) role!: 'member' | 'owner';
  /** Somebody else knows the password. */
  @Column('boolean', { name: 'must_change_password', default: false }) mustChangePassword!: boolean;
  @Column('text', { default: 'enabled' }) status!: 'enabled' | 'disabled';
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt!: Date;
}
