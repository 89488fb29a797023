import { Inject, Injectable } from '@nestjs/common';
import type { Clock, DeliverySignals, Uuid } from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';
import { createInternalSource, DeliveryControl, IdGenerator, MemberEntity, ProjectEntity, type Database } from '@posthorn/store';
import { And, In, IsNull, LessThan, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { DATABASE, DELIVERY_SIGNALS } from '../admin.tokens.js';
import { ConfigurationChanges } from '../api/configuration-changes.js';
import { requireMatch } from '../api/etag.js';
import { type ListQueryDto } from '../api/list-query.dto.js';
import { mergeFields, type JsonObject } from '../api/merge-patch.js';
import { mapPage, readPage, type Page } from '../api/page.js';
import { validateDto } from '../api/validate-dto.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Caller } from '../auth/caller.js';
import { removeContents } from './project-contents.js';
import { findProject } from './project-repository.js';
import { ProjectDto, slugOf } from './project.dto.js';
import { presentProject, type ProjectView } from './project.presenter.js';

@Injectable()
export class ProjectsService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DELIVERY_SIGNALS) private readonly signals: DeliverySignals,
    private readonly ids: IdGenerator,
    private readonly changes: ConfigurationChanges,
    private readonly control: DeliveryControl,
    private readonly trail: AuditTrail,
  ) {}

  /** Those that the caller has a role in. */
  async list(query: ListQueryDto, caller: Caller): Promise<Page<ProjectView>> {
    const own = await this.projectsOf(caller);
    const page = await readPage(query, (before, take) => {
      const bounds = [...(own ? [In(own)] : []), ...(before === undefined ? [] : [LessThan(before)])];
      const where: FindOptionsWhere<ProjectEntity> = { deletedAt: IsNull(), ...(bounds.length > 0 && { id: And(...bounds) }) };
      return this.database.dataSource.manager.find(ProjectEntity, { where, order: { id: 'DESC' }, take });
    });
    return mapPage(page, presentProject);
  }

  create(dto: ProjectDto): Promise<ProjectView> {
    const slug = dto.slug ?? slugOf(dto.name);
    if (slug === null) throw noSlug();
    return this.changes.commit(async (manager) => {
      const now = new Date(this.clock.now());
      const times = { createdAt: now, updatedAt: now, deletedAt: null };
      const project = manager.create(ProjectEntity, { id: this.ids.id(), slug, name: dto.name, ...times });
      await manager.insert(ProjectEntity, project);
      await createInternalSource(manager, project.id, this.ids.id(), now);
      const view = presentProject(project);
      await this.record(manager, project.id, 'created', null, view);
      return view;
    });
  }

  update(id: Uuid, patch: JsonObject, ifMatch: string | null): Promise<ProjectView> {
    return this.changes.commit(async (manager) => {
      const project = await findProject(manager, id);
      const before = presentProject(project);
      requireMatch(ifMatch, before);
      const { slug, name } = await validateDto(ProjectDto, mergeFields({ slug: project.slug, name: project.name }, patch));
      Object.assign(project, { slug: slug ?? project.slug, name, updatedAt: new Date(this.clock.now()) });
      const view = presentProject(await manager.save(project));
      await this.record(manager, id, 'updated', before, view);
      return view;
    });
  }

  async remove(id: Uuid, ifMatch: string | null): Promise<void> {
    await this.changes.commit(async (manager) => {
      const before = presentProject(await findProject(manager, id));
      requireMatch(ifMatch, before);
      const deletedAt = new Date(this.clock.now());
      await manager.update(ProjectEntity, { id }, { deletedAt });
      await removeContents(manager, id, deletedAt);
      await this.record(manager, id, 'deleted', before, null);
    });
    this.signals.cancelled(await this.control.endWaiting({ projectId: id }, { status: 'cancelled', reason: 'project-deleted' }));
  }

  /** In both chains, the installation's first: who may ask for a project's own is told of it there, but nobody can once it is deleted. */
  private async record(
    manager: EntityManager,
    id: Uuid,
    done: 'created' | 'updated' | 'deleted',
    before: ProjectView | null,
    after: ProjectView | null,
  ): Promise<void> {
    const resourceId = after?.id ?? before?.id ?? '';
    const change = { action: `project.${done}`, resourceType: 'project', resourceId, before, after } as const;
    for (const projectId of [null, id]) await this.trail.append(manager, { ...change, projectId });
  }

  /** `null` = all. */
  private async projectsOf(caller: Caller): Promise<Uuid[] | null> {
    if ('key' in caller) return [caller.key.projectId];
    const { id: operatorId, role } = caller.operator;
    if (role === 'owner') return null;
    return (await this.database.dataSource.manager.findBy(MemberEntity, { operatorId })).map(({ projectId }) => projectId);
  }
}

function noSlug(): ProblemError {
  const message = 'The name has no letter or digit that a slug can hold; give a slug.';
  return new ProblemError('invalid', { errors: [{ field: 'slug', code: 'required', message }] });
}
