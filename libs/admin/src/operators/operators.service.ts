import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Uuid } from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';
import { ADVISORY_LOCK, IdGenerator, MemberEntity, OperatorEntity, type Database } from '@posthorn/store';
import { LessThan, Not, type EntityManager } from 'typeorm';
import { DATABASE } from '../admin.tokens.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { rethrowTaken } from '../api/configuration-changes.js';
import { requireMatch } from '../api/etag.js';
import { type ListQueryDto } from '../api/list-query.dto.js';
import { mergeFields, type JsonObject } from '../api/merge-patch.js';
import { mapPage, readPage, type Page } from '../api/page.js';
import { showOnce } from '../api/shown-once.js';
import { throwFaults, validateDto } from '../api/validate-dto.js';
import { passwordChangeBy } from '../auth/generated-password.js';
import { generatePassword, PasswordHash } from '../auth/password-hash.js';
import { passwordFaults } from '../auth/password-strength.js';
import { RefreshTokens } from '../auth/refresh-tokens.js';
import { presentMember } from '../members/member.dto.js';
import { OperatorDto, type CreateOperatorDto } from './operator.dto.js';
import { presentOperator, type OperatorView, type OperatorWithPasswordView } from './operator.presenter.js';

/** Operators of the installation; its owners see to them. At least one enabled owner stays. */
@Injectable()
export class OperatorsService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly ids: IdGenerator,
    private readonly passwords: PasswordHash,
    private readonly refreshTokens: RefreshTokens,
    private readonly trail: AuditTrail,
  ) {}

  async list(query: ListQueryDto): Promise<Page<OperatorView>> {
    const page = await readPage(query, (before, take) =>
      this.database.dataSource.manager.find(OperatorEntity, {
        where: before === undefined ? {} : { id: LessThan(before) },
        order: { id: 'DESC' },
        take,
      }),
    );
    return mapPage(page, presentOperator);
  }

  async get(id: Uuid): Promise<OperatorView> {
    return presentOperator(await find(this.database.dataSource.manager, id));
  }

  async create({ password, ...dto }: CreateOperatorDto): Promise<OperatorWithPasswordView> {
    const settings = settingsOf(dto);
    if (typeof password === 'string') throwFaults(passwordFaults(password, { field: 'password', email: settings.email }));
    const generated = password ?? generatePassword();
    const passwordHash = await this.passwords.hash(generated);
    return this.change(async (manager) => {
      const now = this.now();
      const by = typeof password === 'string' ? null : passwordChangeBy(this.clock.now());
      const rest = { id: this.ids.id(), passwordHash, mustChangePassword: true, passwordChangeBy: by, createdAt: now, updatedAt: now };
      const view = presentOperator(await manager.save(manager.create(OperatorEntity, { ...settings, ...rest })));
      await this.record(manager, 'created', null, view);
      return typeof password === 'string' ? view : showOnce(view, { password: generated });
    });
  }

  update(id: Uuid, patch: JsonObject, ifMatch: string | null): Promise<OperatorView> {
    return this.change(async (manager) => {
      const operator = await find(manager, id);
      const before = presentOperator(operator);
      requireMatch(ifMatch, before);
      const { email, name, status, role } = operator;
      const settings = settingsOf(await validateDto(OperatorDto, mergeFields({ email, name, status, role }, patch)));
      if (settings.role !== 'owner' || settings.status !== 'enabled') await this.requireAnotherOwner(manager, operator);
      // What a person decides is not the provider's to take away.
      if (settings.role !== operator.role) operator.ownerByProvider = false;
      Object.assign(operator, settings, { updatedAt: this.now() });
      await manager.save(operator);
      // Its access tokens are refused from now on in any case; this way it also signs in anew when it is enabled again.
      if (operator.status === 'disabled') await this.refreshTokens.endOperator(manager, id);
      const view = presentOperator(operator);
      await this.record(manager, 'updated', before, view);
      return view;
    });
  }

  async resetPassword(id: Uuid): Promise<OperatorWithPasswordView> {
    const password = generatePassword();
    const passwordHash = await this.passwords.hash(password);
    return this.change(async (manager) => {
      const operator = await find(manager, id);
      const before = presentOperator(operator);
      const forced = { mustChangePassword: true, passwordChangeBy: passwordChangeBy(this.clock.now()) };
      Object.assign(operator, { passwordHash, ...forced, updatedAt: this.now() });
      await manager.save(operator);
      await this.refreshTokens.endOperator(manager, id);
      const view = presentOperator(operator);
      await this.record(manager, 'password-reset', before, view);
      return showOnce(view, { password });
    });
  }

  async remove(id: Uuid, ifMatch: string | null): Promise<void> {
    await this.change(async (manager) => {
      const operator = await find(manager, id);
      const before = presentOperator(operator);
      requireMatch(ifMatch, before);
      await this.requireAnotherOwner(manager, operator);
      await this.refreshTokens.endOperator(manager, id);
      const memberships = await manager.find(MemberEntity, { where: { operatorId: id }, order: { projectId: 'ASC' } });
      await manager.delete(MemberEntity, { operatorId: id });
      await manager.delete(OperatorEntity, { id });
      await this.record(manager, 'deleted', before, null);
      const change = { action: 'member.deleted', resourceType: 'member', resourceId: before.id } as const;
      for (const member of memberships) {
        await this.trail.append(manager, { ...change, projectId: member.projectId, before: presentMember(member, operator) });
      }
    });
  }

  /** One at a time: two owners who remove each other at once must not both succeed. */
  private change<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.database.dataSource
      .transaction(async (manager) => {
        await manager.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK.bootstrap]);
        return work(manager);
      })
      .catch((error: unknown) => rethrowTaken(error, 'There is an operator with this email.'));
  }

  private record(manager: EntityManager, done: string, before: OperatorView | null, after: OperatorView | null): Promise<void> {
    const resourceId = after?.id ?? before?.id ?? '';
    return this.trail.append(manager, { action: `operator.${done}`, projectId: null, resourceType: 'operator', resourceId, before, after });
  }

  private async requireAnotherOwner(manager: EntityManager, { id, role, status }: OperatorEntity): Promise<void> {
    if (role !== 'owner' || status !== 'enabled') return;
    if (await manager.existsBy(OperatorEntity, { id: Not(id), role: 'owner', status: 'enabled' })) return;
    throw new ProblemError('conflict', { detail: 'This is the only owner; make another one first.' });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

async function find(manager: EntityManager, id: Uuid): Promise<OperatorEntity> {
  const operator = await manager.findOneBy(OperatorEntity, { id });
  if (!operator) throw new ProblemError('not-found');
  return operator;
}

function settingsOf({ email, name, status, role }: OperatorDto): Pick<OperatorEntity, 'email' | 'name' | 'status' | 'role'> {
  return { email: email.trim().toLowerCase(), name: name ?? '', status: status ?? 'enabled', role: role ?? 'member' };
}
