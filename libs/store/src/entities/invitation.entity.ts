import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What lets a person into a project, once. Who has accepted it, or from whom it was taken back, has no row any more. */
@Entity({ name: 'invitation' })
@Index('invitation_digest', ['digest'], { unique: true })
@Index('invitation_email', ['projectId', 'email'], { unique: true })
@Index('invitation_project', ['projectId', 'id'])
export class InvitationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'project_id' }) projectId!: string;
  /** Lower case. */
  @Column('text') email!: string;
  @Column('text') role!: 'viewer' | 'editor' | 'admin';
  /** SHA-256 of the token: a stolen table lets nobody in. */
  @Column('bytea') digest!: Buffer;
  /** TypeID of the operator or the key. */
  @Column('text', { name: 'invited_by' }) invitedBy!: string;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}
