import { ApiProperty } from '@nestjs/swagger';
import { ID_PREFIXES, toTypeId } from '@posthorn/contracts';
import type { ProjectEntity } from '@posthorn/store';

export class ProjectView {
  @ApiProperty({ example: 'prj_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;
  @ApiProperty({ example: 'default' }) readonly slug!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
  @ApiProperty({ format: 'date-time' }) readonly updatedAt!: string;
}

export function presentProject(project: ProjectEntity): ProjectView {
  return {
    id: toTypeId(ID_PREFIXES.project, project.id),
    slug: project.slug,
    name: project.name,
    createdAt: project.createdAt.toISOString(),
    updatedAt: project.updatedAt.toISOString(),
  };
}
