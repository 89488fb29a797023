import type { Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { DestinationEntity, DestinationHealthEntity } from '@posthorn/store';
import { In, IsNull, LessThan, type EntityManager } from 'typeorm';

/** A project's destination that has not been deleted; 404 otherwise. */
export async function findDestination(manager: EntityManager, projectId: Uuid, id: Uuid): Promise<DestinationEntity> {
  const destination = await manager.findOneBy(DestinationEntity, { id, projectId, deletedAt: IsNull() });
  if (!destination) throw new ProblemError('not-found');
  return destination;
}

/** How destinations fare, by id; none = nothing was ever told of it. */
export async function healthOf(manager: EntityManager, ids: readonly Uuid[]): Promise<Map<Uuid, DestinationHealthEntity>> {
  const rows = await manager.findBy(DestinationHealthEntity, { destinationId: In([...ids]) });
  return new Map(rows.map((row) => [row.destinationId, row]));
}

export function listDestinations(
  manager: EntityManager,
  projectId: Uuid,
  before: Uuid | undefined,
  take: number,
): Promise<DestinationEntity[]> {
  return manager.find(DestinationEntity, {
    where: { projectId, deletedAt: IsNull(), ...(before !== undefined && { id: LessThan(before) }) },
    order: { id: 'DESC' },
    take,
  });
}
