import { DEFAULT_DEDUPE_WINDOW_SECONDS, DEFAULT_RESPONSE, INTERNAL_SOURCE_SLUG, type Uuid } from '@posthorn/contracts';
import type { EntityManager } from 'typeorm';
import { SourceEntity } from '../entities/index.js';

/** Gives a new project the source of the relay's own events. Whoever creates a project calls this in the same transaction. */
export async function createInternalSource(manager: EntityManager, projectId: Uuid, id: Uuid, createdAt: Date): Promise<void> {
  await manager.insert(SourceEntity, {
    ...{ id, projectId, slug: INTERNAL_SOURCE_SLUG, name: 'Posthorn', internal: true, provider: 'none', options: {} },
    ...{ dedupeWindowSeconds: DEFAULT_DEDUPE_WINDOW_SECONDS, methods: [], response: DEFAULT_RESPONSE },
    ...{ createdAt, updatedAt: createdAt },
  });
}
