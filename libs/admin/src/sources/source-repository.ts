import type { Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { SourceEntity, SourceSecretEntity } from '@posthorn/store';
import { In, IsNull, LessThan, type EntityManager } from 'typeorm';

/** A project's source that has not been deleted; 404 otherwise. */
export async function findSource(manager: EntityManager, projectId: Uuid, id: Uuid): Promise<SourceEntity> {
  const source = await manager.findOneBy(SourceEntity, { id, projectId, deletedAt: IsNull() });
  if (!source) throw new ProblemError('not-found');
  return source;
}

/** One that operators may change; 409 for the relay's own. */
export async function findOwnedSource(manager: EntityManager, projectId: Uuid, id: Uuid): Promise<SourceEntity> {
  const source = await findSource(manager, projectId, id);
  if (source.internal) throw new ProblemError('conflict', { detail: "This is the relay's own source; it cannot be changed or deleted." });
  return source;
}

export function listSources(manager: EntityManager, projectId: Uuid, before: Uuid | undefined, take: number): Promise<SourceEntity[]> {
  return manager.find(SourceEntity, {
    where: { projectId, deletedAt: IsNull(), ...(before !== undefined && { id: LessThan(before) }) },
    order: { id: 'DESC' },
    take,
  });
}

/** By source, newest first. */
export async function secretsOf(manager: EntityManager, sourceIds: readonly Uuid[]): Promise<Map<Uuid, SourceSecretEntity[]>> {
  const rows = await manager.find(SourceSecretEntity, {
    where: { sourceId: In([...sourceIds]) },
    order: { createdAt: 'DESC', id: 'DESC' },
  });
  return Map.groupBy(rows, ({ sourceId }) => sourceId);
}
