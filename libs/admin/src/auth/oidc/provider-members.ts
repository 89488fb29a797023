import { Inject, Injectable } from '@nestjs/common';
import { ID_PREFIXES, toTypeId, type Clock, type Uuid } from '@posthorn/contracts';
import { CLOCK, LOGGER, type Logger } from '@posthorn/platform';
import { MemberEntity, ProjectEntity } from '@posthorn/store';
import { IsNull, type EntityManager } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { MemberRole } from '../role.js';
import { roleIn, type GroupRoles } from './group-roles.js';

interface MemberChange {
  readonly projectId: Uuid;
  readonly before: MemberRole | null;
  readonly after: MemberRole | null;
}

/** The memberships that groups give. Those that people gave are theirs: neither raised, lowered nor taken away from here. */
@Injectable()
export class ProviderMembers {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly trail: AuditTrail,
  ) {}

  /** @param roles `null` = no group gives any */
  async apply(manager: EntityManager, operatorId: Uuid, roles: GroupRoles | null): Promise<void> {
    const wanted = roles ? await this.wanted(manager, roles) : new Map<Uuid, MemberRole>();
    const members = await manager.findBy(MemberEntity, { operatorId });
    const changes: MemberChange[] = [];
    for (const { projectId, role, byProvider } of members) {
      const after = byProvider ? (wanted.get(projectId) ?? null) : role;
      if (after !== role) changes.push({ projectId, before: role, after });
      wanted.delete(projectId);
    }
    for (const [projectId, after] of wanted) changes.push({ projectId, before: null, after });
    // In one order, as the chains of the audit log ask.
    changes.sort((a, b) => (a.projectId < b.projectId ? -1 : 1));
    for (const change of changes) await this.change(manager, operatorId, change);
  }

  private async wanted(manager: EntityManager, roles: GroupRoles): Promise<Map<Uuid, MemberRole>> {
    const wanted = new Map<Uuid, MemberRole>();
    const missing = new Set(roles.inProject.keys());
    for (const { id, slug } of await manager.findBy(ProjectEntity, { deletedAt: IsNull() })) {
      missing.delete(slug);
      const role = roleIn(slug, roles);
      if (role !== null) wanted.set(id, role);
    }
    if (missing.size > 0) this.logger.warn({ projects: [...missing] }, 'POSTHORN_OIDC_ROLES names projects that are not there');
    return wanted;
  }

  private async change(manager: EntityManager, operatorId: Uuid, { projectId, before, after }: MemberChange): Promise<void> {
    const now = new Date(this.clock.now());
    const key = { projectId, operatorId };
    if (after === null) await manager.delete(MemberEntity, { ...key, byProvider: true });
    else if (before !== null) await manager.update(MemberEntity, { ...key, byProvider: true }, { role: after, updatedAt: now });
    else {
      const values = { ...key, role: after, byProvider: true, createdAt: now, updatedAt: now };
      // An admin of the project may have been faster.
      await manager.createQueryBuilder().insert().into(MemberEntity).values(values).orIgnore().execute();
    }
    const actorId = toTypeId(ID_PREFIXES.operator, operatorId);
    const what = before === null ? 'created' : after === null ? 'deleted' : 'updated';
    const state = (role: MemberRole | null): object | null => role && { id: actorId, role, byProvider: true };
    await this.trail.append(manager, {
      ...{ action: `member.${what}`, projectId, resourceType: 'member', resourceId: actorId, actorId },
      ...{ before: state(before), after: state(after) },
    });
  }
}
