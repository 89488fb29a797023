import type { Uuid } from '@posthorn/contracts';
import { ApiKeyEntity, DestinationEntity, InvitationEntity, MemberEntity, SourceEntity, SubscriptionEntity } from '@posthorn/store';
import { IsNull, type EntityManager } from 'typeorm';

/** Deletes what a project holds, as if one after the other: softly, so that history still resolves, but secrets, keys, invitations and members for good. */
export async function removeContents(manager: EntityManager, projectId: Uuid, deletedAt: Date): Promise<void> {
  for (const entity of [SubscriptionEntity, DestinationEntity, SourceEntity]) {
    await manager.update(entity, { projectId, deletedAt: IsNull() }, { deletedAt });
  }
  await manager.query(`delete from source_secret using source s where s.id = source_id and s.project_id = $1`, [projectId]);
  await manager.query(`delete from destination_secret using destination d where d.id = destination_id and d.project_id = $1`, [projectId]);
  await manager.query(`delete from destination_health using destination d where d.id = destination_id and d.project_id = $1`, [projectId]);
  await manager.query(`delete from api_key_former_value using api_key k where k.id = key_id and k.project_id = $1`, [projectId]);
  await manager.delete(ApiKeyEntity, { projectId });
  await manager.delete(InvitationEntity, { projectId });
  await manager.delete(MemberEntity, { projectId });
}
