import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Uuid } from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';
import { MemberEntity, OperatorEntity, ProjectEntity, type Database } from '@posthorn/store';
import { In, IsNull, LessThan, type EntityManager } from 'typeorm';
import { DATABASE } from '../admin.tokens.js';
import { rethrowTaken } from '../api/configuration-changes.js';
import { requireMatch } from '../api/etag.js';
import { type ListQueryDto } from '../api/list-query.dto.js';
import { mergeFields, type JsonObject } from '../api/merge-patch.js';
import { readPage, type Page } from '../api/page.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { throwFaults, validateDto } from '../api/validate-dto.js';
import { MemberRoleDto, presentMember, type MemberDto, type MemberView } from './member.dto.js';

/** Who may do what in a project. Its last admin stays; an owner of the installation can always make another. */
@Injectable()
export class MembersService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly trail: AuditTrail,
  ) {}

  async list(projectId: Uuid, query: ListQueryDto): Promise<Page<MemberView>> {
    const { manager } = this.database.dataSource;
    const { data, nextCursor } = await readPage(query, async (before, take) => {
      const where = { projectId, ...(before !== undefined && { operatorId: LessThan(before) }) };
      const members = await manager.find(MemberEntity, { where, order: { operatorId: 'DESC' }, take });
      return members.map((member) => ({ id: member.operatorId, member }));
    });
    const operators = await manager.findBy(OperatorEntity, { id: In(data.map(({ id }) => id)) });
    const byId = new Map(operators.map((operator) => [operator.id, operator]));
    const views = data.flatMap(({ id, member }) => {
      const operator = byId.get(id);
      return operator ? [presentMember(member, operator)] : [];
    });
    return { data: views, nextCursor };
  }

  async get(projectId: Uuid, operatorId: Uuid): Promise<MemberView> {
    const { member, operator } = await find(this.database.dataSource.manager, projectId, operatorId);
    return presentMember(member, operator);
  }

  add(projectId: Uuid, { email, role }: MemberDto): Promise<MemberView> {
    return this.change(projectId, async (manager) => {
      // Held until the commit: an operator who is deleted meanwhile must leave no member behind.
      const where = { email: email.trim().toLowerCase() };
      const operator = await manager.findOne(OperatorEntity, { where, lock: { mode: 'pessimistic_read' } });
      if (!operator) {
        throwFaults([{ field: 'email', code: 'not-found', message: 'There is no operator with this email; an owner can make one.' }]);
        throw new ProblemError('not-found');
      }
      const now = new Date(this.clock.now());
      const member = manager.create(MemberEntity, { projectId, operatorId: operator.id, role, createdAt: now, updatedAt: now });
      await manager.insert(MemberEntity, member);
      const view = presentMember(member, operator);
      await this.record(manager, projectId, 'created', null, view);
      return view;
    });
  }

  update(projectId: Uuid, operatorId: Uuid, patch: JsonObject, ifMatch: string | null): Promise<MemberView> {
    return this.change(projectId, async (manager) => {
      const { member, operator } = await find(manager, projectId, operatorId);
      const before = presentMember(member, operator);
      requireMatch(ifMatch, before);
      const { role } = await validateDto(MemberRoleDto, mergeFields({ role: member.role }, patch));
      if (role !== 'admin') await requireAnotherAdmin(manager, member);
      Object.assign(member, { role, updatedAt: new Date(this.clock.now()) });
      await manager.update(MemberEntity, { projectId, operatorId }, { role, byProvider: false, updatedAt: member.updatedAt });
      const view = presentMember(member, operator);
      await this.record(manager, projectId, 'updated', before, view);
      return view;
    });
  }

  async remove(projectId: Uuid, operatorId: Uuid, ifMatch: string | null): Promise<void> {
    await this.change(projectId, async (manager) => {
      const { member, operator } = await find(manager, projectId, operatorId);
      const before = presentMember(member, operator);
      requireMatch(ifMatch, before);
      await requireAnotherAdmin(manager, member);
      await manager.delete(MemberEntity, { projectId, operatorId });
      await this.record(manager, projectId, 'deleted', before, null);
    });
  }

  private record(
    manager: EntityManager,
    projectId: Uuid,
    done: 'created' | 'updated' | 'deleted',
    before: MemberView | null,
    after: MemberView | null,
  ): Promise<void> {
    const resourceId = after?.id ?? before?.id ?? '';
    return this.trail.append(manager, { action: `member.${done}`, projectId, resourceType: 'member', resourceId, before, after });
  }

  /** One at a time in a project: two admins who remove each other at once must not both succeed. */
  private change<T>(projectId: Uuid, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.database.dataSource
      .transaction(async (manager) => {
        const where = { id: projectId, deletedAt: IsNull() };
        const project = await manager.findOne(ProjectEntity, { where, lock: { mode: 'pessimistic_write' } });
        if (!project) throw new ProblemError('not-found');
        return work(manager);
      })
      .catch((error: unknown) => rethrowTaken(error, 'This operator is a member already.'));
  }
}

async function find(
  manager: EntityManager,
  projectId: Uuid,
  operatorId: Uuid,
): Promise<{ readonly member: MemberEntity; readonly operator: OperatorEntity }> {
  const member = await manager.findOneBy(MemberEntity, { projectId, operatorId });
  const operator = member && (await manager.findOneBy(OperatorEntity, { id: operatorId }));
  if (!operator) throw new ProblemError('not-found');
  return { member, operator };
}

async function requireAnotherAdmin(manager: EntityManager, { projectId, operatorId, role }: MemberEntity): Promise<void> {
  if (role !== 'admin') return;
  const admins = await manager.findBy(MemberEntity, { projectId, role: 'admin' });
  const others = admins.map((admin) => admin.operatorId).filter((id) => id !== operatorId);
  if (await manager.existsBy(OperatorEntity, { id: In(others), status: 'enabled' })) return;
  throw new ProblemError('conflict', { detail: 'This is the last admin of the project; make another one first.' });
}
