import type { Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { ProjectEntity } from '@posthorn/store';
import { IsNull, type EntityManager } from 'typeorm';

/**
 * A project that has not been deleted; 404 otherwise. Whoever makes something in a project asks again in the transaction of the change:
 * the project may have been deleted since the request came in, and what is made in it would live on unseen.
 */
export async function findProject(manager: EntityManager, id: Uuid): Promise<ProjectEntity> {
  const project = await manager.findOneBy(ProjectEntity, { id, deletedAt: IsNull() });
  if (!project) throw new ProblemError('not-found');
  return project;
}

/** As {@link findProject}, and until the transaction ends it is not deleted: what is made in it is there for a deletion to find. */
export async function holdProject(
  manager: EntityManager,
  id: Uuid,
  mode: 'pessimistic_read' | 'pessimistic_write' = 'pessimistic_read',
): Promise<ProjectEntity> {
  const project = await manager.findOne(ProjectEntity, { where: { id, deletedAt: IsNull() }, lock: { mode } });
  if (!project) throw new ProblemError('not-found');
  return project;
}
