import { Inject, Injectable, Param, type PipeTransform } from '@nestjs/common';
import { fromTypeId, ID_PREFIXES, type Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { ProjectEntity, type Database } from '@posthorn/store';
import { IsNull } from 'typeorm';
import { DATABASE } from '../admin.tokens.js';

/** The tenant that a request speaks of. */
export interface ProjectRef {
  readonly id: Uuid;
  readonly slug: string;
}

const SLUG = /^[a-z0-9-]{1,63}$/;

/** Finds the project that the path names by id or slug; 404 otherwise. */
@Injectable()
export class ProjectPipe implements PipeTransform<string, Promise<ProjectEntity>> {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async transform(text: string): Promise<ProjectEntity> {
    const id = fromTypeId(ID_PREFIXES.project, text);
    const by = id !== null ? { id } : SLUG.test(text) ? { slug: text } : null;
    const project = by && (await this.database.dataSource.manager.findOneBy(ProjectEntity, { ...by, deletedAt: IsNull() }));
    if (!project) throw new ProblemError('not-found');
    return project;
  }
}

export function ProjectParam(): ParameterDecorator {
  return Param('project', ProjectPipe);
}
