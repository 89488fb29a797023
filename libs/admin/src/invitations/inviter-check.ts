import { fromTypeId, ID_PREFIXES } from '@posthorn/contracts';
import { ApiKeyEntity, MemberEntity, OperatorEntity, type InvitationEntity } from '@posthorn/store';
import type { EntityManager } from 'typeorm';

/** Whether who made an invitation may still make it: what an admin gave must not outlive what the admin was. */
export async function mayStillInvite(manager: EntityManager, { projectId, invitedBy }: InvitationEntity, nowMs: number): Promise<boolean> {
  const keyId = fromTypeId(ID_PREFIXES.apiKey, invitedBy);
  if (keyId !== null) {
    const key = await manager.findOneBy(ApiKeyEntity, { id: keyId, projectId, role: 'admin' });
    return key !== null && (key.expiresAt === null || key.expiresAt.getTime() > nowMs);
  }
  const id = fromTypeId(ID_PREFIXES.operator, invitedBy);
  const operator = id === null ? null : await manager.findOneBy(OperatorEntity, { id, status: 'enabled' });
  if (!operator) return false;
  return operator.role === 'owner' || manager.existsBy(MemberEntity, { projectId, operatorId: operator.id, role: 'admin' });
}
