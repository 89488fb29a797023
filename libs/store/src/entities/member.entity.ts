import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What an operator may do in a project. Owners of the installation need none. */
@Entity({ name: 'member' })
@Index('member_operator', ['operatorId'])
export class MemberEntity {
  @PrimaryColumn('uuid', { name: 'project_id' }) projectId!: string;
  @PrimaryColumn('uuid', { name: 'operator_id' }) operatorId!: string;
  @Column('text') role!: 'viewer' | 'editor' | 'admin';
  /** Because of a group at the identity provider, and only as long as that. */
  @Column('boolean', { name: 'by_provider', default: false }) byProvider!: boolean;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt!: Date;
}
