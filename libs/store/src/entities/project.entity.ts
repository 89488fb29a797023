import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The tenant: everything below belongs to exactly one. */
@Entity({ name: 'project' })
@Index('project_slug', ['slug'], { unique: true, where: 'deleted_at is null' })
export class ProjectEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') slug!: string;
  @Column('text') name!: string;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt!: Date;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt!: Date | null;
}
