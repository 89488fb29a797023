import { Inject, Injectable } from '@nestjs/common';
import { ID_PREFIXES, toTypeId, type Clock } from '@posthorn/contracts';
import { CLOCK, CONFIG, LOGGER, ProblemError, type Config, type Logger } from '@posthorn/platform';
import { ADVISORY_LOCK, IdGenerator, OperatorEntity, type Database } from '@posthorn/store';
import { Not, type EntityManager } from 'typeorm';
import { DATABASE } from '../../admin.tokens.js';
import { MAX_NAME_LENGTH } from '../../api/field-limits.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { presentOperator } from '../../operators/operator.presenter.js';
import { RefreshTokens } from '../refresh-tokens.js';
import { groupRoles, type GroupRoles } from './group-roles.js';
import type { ProviderIdentity } from './identity-provider.js';
import { ProviderMembers } from './provider-members.js';

const EMAIL = /^[^\s@\0]{1,200}@[^\s@\0]{1,119}$/;

const refuse = (detail: string): ProblemError => new ProblemError('forbidden', { detail });
const NO_GROUP = 'None of your groups at the identity provider is given a role here.';
const NO_EMAIL = 'The identity provider does not say that your email is verified.';
const LINKED = 'Another account of the identity provider signs in with this email; an owner must delete that operator first.';
const DISABLED = 'You are disabled here.';

/** Whom an identity is here, and what it may do: looked at anew at each sign-in. */
@Injectable()
export class ProviderOperators {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly ids: IdGenerator,
    private readonly members: ProviderMembers,
    private readonly refreshTokens: RefreshTokens,
    private readonly trail: AuditTrail,
  ) {}

  /** Throws `forbidden`; what a lost group gave is taken away all the same. */
  async admit(identity: ProviderIdentity): Promise<OperatorEntity> {
    const roles = groupRoles(identity.groups, this.config.oidc?.roles ?? []);
    const outcome = await this.database.dataSource.transaction(async (manager) => {
      // As everything that makes or changes operators: two first sign-ins of one person make one operator, and an owner stays.
      await manager.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK.bootstrap]);
      const known = await manager.findOneBy(OperatorEntity, { issuer: identity.issuer, subject: identity.subject });
      if (known && roles === null) return this.cutOff(manager, known);
      if (roles === null) return refuse(NO_GROUP);
      const operator = known ?? (await this.linkOrMake(manager, identity));
      if (operator instanceof ProblemError) return operator;
      if (operator.status !== 'enabled') return refuse(DISABLED);
      return this.update(manager, operator, identity, roles);
    });
    if (outcome instanceof ProblemError) throw outcome;
    return outcome;
  }

  /** By email only where the provider vouches for it; an address that passed to somebody else brings them no account. */
  private async linkOrMake(manager: EntityManager, identity: ProviderIdentity): Promise<OperatorEntity | ProblemError> {
    const email = emailOf(identity);
    if (email === null) return refuse(NO_EMAIL);
    const { issuer, subject } = identity;
    const known = await manager.findOneBy(OperatorEntity, { email });
    if (known) return known.issuer === issuer ? refuse(LINKED) : Object.assign(known, { issuer, subject });
    const now = new Date(this.clock.now());
    const rest = { name: '', role: 'member', status: 'enabled', mustChangePassword: false, passwordChangeBy: null } as const;
    const times = { createdAt: now, updatedAt: now };
    const made = { id: this.ids.id(), email, passwordHash: null, issuer, subject, ownerByProvider: false, ...rest, ...times };
    return manager.create(OperatorEntity, made);
  }

  private async update(
    manager: EntityManager,
    operator: OperatorEntity,
    identity: ProviderIdentity,
    roles: GroupRoles,
  ): Promise<OperatorEntity> {
    const stored = await manager.findOneBy(OperatorEntity, { id: operator.id });
    const email = emailOf(identity);
    const isFree = email !== null && !(await manager.existsBy(OperatorEntity, { email, id: Not(operator.id) }));
    const name = identity.name?.replaceAll('\0', '').toWellFormed().slice(0, MAX_NAME_LENGTH).trim();
    Object.assign(operator, { ...(isFree && { email }), ...(name && { name }) });
    if (roles.isOwner && operator.role !== 'owner') Object.assign(operator, { role: 'owner', ownerByProvider: true });
    if (!roles.isOwner) await this.takeOwnership(manager, operator);
    await this.save(manager, stored, operator);
    await this.members.apply(manager, operator.id, roles);
    return operator;
  }

  private async cutOff(manager: EntityManager, operator: OperatorEntity): Promise<ProblemError> {
    const stored = manager.create(OperatorEntity, { ...operator });
    await this.takeOwnership(manager, operator);
    await this.save(manager, stored, operator);
    await this.members.apply(manager, operator.id, null);
    await this.refreshTokens.endProviderSessions(manager, operator.id);
    return refuse(NO_GROUP);
  }

  /** Only what a group gave. The last owner stays one, since nobody else could make another. */
  private async takeOwnership(manager: EntityManager, operator: OperatorEntity): Promise<void> {
    if (operator.role !== 'owner' || !operator.ownerByProvider) return;
    const isLast = !(await manager.existsBy(OperatorEntity, { id: Not(operator.id), role: 'owner', status: 'enabled' }));
    const operatorId = toTypeId(ID_PREFIXES.operator, operator.id);
    if (isLast) this.logger.warn({ operatorId }, 'the only owner has lost the group that made it one, and stays owner');
    else Object.assign(operator, { role: 'member', ownerByProvider: false });
  }

  private async save(manager: EntityManager, stored: OperatorEntity | null, operator: OperatorEntity): Promise<void> {
    const [before, after] = [stored && stateOf(stored), stateOf(operator)];
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    operator.updatedAt = new Date(this.clock.now());
    await manager.save(operator);
    const id = toTypeId(ID_PREFIXES.operator, operator.id);
    const action = stored ? 'operator.updated' : 'operator.created';
    await this.trail.append(manager, {
      ...{ action, projectId: null, resourceType: 'operator', resourceId: id, actorId: id },
      ...{ before, after: stateOf(operator) },
    });
  }
}

function stateOf(operator: OperatorEntity): object {
  const { issuer, subject, ownerByProvider } = operator;
  return { ...presentOperator(operator), issuer, subject, ownerByProvider };
}

function emailOf({ verifiedEmail }: ProviderIdentity): string | null {
  const email = verifiedEmail?.trim().toLowerCase() ?? '';
  return EMAIL.test(email) && email.isWellFormed() ? email : null;
}
