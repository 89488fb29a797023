import { Inject, Injectable } from '@nestjs/common';
import { ProjectEntity, type Database } from '@posthorn/store';
import { IsNull, LessThan } from 'typeorm';
import { DATABASE } from '../admin.tokens.js';
import { type ListQueryDto } from '../api/list-query.dto.js';
import { mapPage, readPage, type Page } from '../api/page.js';
import { presentProject, type ProjectView } from './project.presenter.js';

@Injectable()
export class ProjectsService {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async list(query: ListQueryDto): Promise<Page<ProjectView>> {
    const page = await readPage(query, (before, take) =>
      this.database.dataSource.manager.find(ProjectEntity, {
        where: { deletedAt: IsNull(), ...(before !== undefined && { id: LessThan(before) }) },
        order: { id: 'DESC' },
        take,
      }),
    );
    return mapPage(page, presentProject);
  }
}
