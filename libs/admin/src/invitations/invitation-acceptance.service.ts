import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';
import { ADVISORY_LOCK, IdGenerator, InvitationEntity, MemberEntity, OperatorEntity, type Database } from '@posthorn/store';
import { MoreThan, type EntityManager } from 'typeorm';
import { DATABASE } from '../admin.tokens.js';
import { rethrowTaken } from '../api/configuration-changes.js';
import { throwFaults } from '../api/validate-dto.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { FailedSignIns } from '../auth/failed-sign-ins.js';
import { PasswordHash } from '../auth/password-hash.js';
import { passwordFaults } from '../auth/password-strength.js';
import { SignInLimiter } from '../auth/sign-in-limiter.js';
import { digestOfToken } from '../auth/token-digest.js';
import { presentMember } from '../members/member.dto.js';
import { presentOperator } from '../operators/operator.presenter.js';
import { holdProject } from '../projects/project-repository.js';
import type { AcceptInvitationDto } from './invitation.dto.js';
import { presentAccepted, presentInvitation, type AcceptedInvitationView } from './invitation.presenter.js';
import { mayStillInvite } from './inviter-check.js';

/** Between judging the password and the transaction, another invitation of the same address may make the operator. */
const MAX_TRIES = 3;
/** One answer, whatever is wrong: who has no invitation learns nothing of who has an account. */
const REFUSED = { detail: 'The invitation is unknown, expired, used or taken back, or this is not the password of who is invited.' };
const CHANGED = 'The operator changed meanwhile; try again.';

/** What the password proved: to be the operator that has this hash, or that a new one gets it. */
interface Judged {
  readonly known: OperatorEntity | null;
  readonly passwordHash: string;
}

/** Makes an operator of who is invited, or a member of the operator that they are already. */
@Injectable()
export class InvitationAcceptanceService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly ids: IdGenerator,
    private readonly limiter: SignInLimiter,
    private readonly passwords: PasswordHash,
    private readonly failed: FailedSignIns,
    private readonly trail: AuditTrail,
  ) {}

  async accept({ token, password, name }: AcceptInvitationDto, address: string): Promise<AcceptedInvitationView> {
    this.limiter.beginFrom(address);
    const digest = digestOfToken(token);
    const invitation = await this.find(this.database.dataSource.manager, digest);
    if (!invitation) throw new ProblemError('unauthenticated', REFUSED);
    this.limiter.forgiveFrom(address);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const judged = await this.judge(invitation.email, password, address);
      const accepted = await this.database.dataSource
        .transaction((manager) => this.admit(manager, digest, judged, name ?? ''))
        .catch((error: unknown) => rethrowTaken(error, CHANGED));
      if (accepted) return accepted;
    }
    throw new ProblemError('conflict', { detail: CHANGED });
  }

  /** Whoever is an operator must prove it by the password: the invitation alone is no way into an account. */
  private async judge(email: string, password: string, address: string): Promise<Judged> {
    const known = await this.database.dataSource.manager.findOneBy(OperatorEntity, { email });
    if (!known) {
      throwFaults(passwordFaults(password, { field: 'password', email }));
      return { known, passwordHash: await this.passwords.hash(password) };
    }
    await this.limiter.admit(email, address);
    const { passwordHash } = known;
    const matches = await this.passwords.verify(passwordHash, password);
    if (passwordHash === null || !matches || known.status !== 'enabled') {
      this.failed.count(known.id);
      throw new ProblemError('unauthenticated', REFUSED);
    }
    this.limiter.forgive(email, address);
    return { known, passwordHash };
  }

  /** `null` = what was judged is no longer so. */
  private async admit(manager: EntityManager, digest: Buffer, judged: Judged, name: string): Promise<AcceptedInvitationView | null> {
    // As whoever else makes or changes operators does.
    await manager.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK.bootstrap]);
    const invitation = await this.find(manager, digest, 'pessimistic_write');
    if (!invitation || !(await mayStillInvite(manager, invitation, this.clock.now()))) throw new ProblemError('unauthenticated', REFUSED);
    const { email, projectId, role } = invitation;
    const project = await holdProject(manager, projectId).catch(() => Promise.reject(new ProblemError('unauthenticated', REFUSED)));
    const known = await manager.findOneBy(OperatorEntity, { email });
    if (known?.id !== judged.known?.id || (known && (known.passwordHash !== judged.passwordHash || known.status !== 'enabled')))
      return null;
    const operator = known ?? (await this.createOperator(manager, { email, name, passwordHash: judged.passwordHash }));
    const actorId = presentOperator(operator).id;
    const times = { createdAt: this.now(), updatedAt: this.now() };
    const member = manager.create(MemberEntity, { projectId, operatorId: operator.id, role, ...times });
    if (await manager.existsBy(MemberEntity, { projectId, operatorId: operator.id })) {
      throw new ProblemError('conflict', { detail: 'You are a member already.' });
    }
    await manager.insert(MemberEntity, member);
    await manager.delete(InvitationEntity, { id: invitation.id });
    const [before, after] = [presentInvitation(invitation), presentMember(member, operator)];
    const change = { projectId, actorId } as const;
    await this.trail.append(manager, {
      ...change,
      action: 'invitation.accepted',
      resourceType: 'invitation',
      resourceId: before.id,
      before,
    });
    await this.trail.append(manager, { ...change, action: 'member.created', resourceType: 'member', resourceId: after.id, after });
    return presentAccepted(invitation, operator, project);
  }

  /** The installation's chain comes before the project's, as everywhere. */
  private async createOperator(
    manager: EntityManager,
    settings: Pick<OperatorEntity, 'email' | 'name' | 'passwordHash'>,
  ): Promise<OperatorEntity> {
    const rest = { role: 'member', status: 'enabled', mustChangePassword: false } as const;
    const times = { createdAt: this.now(), updatedAt: this.now() };
    const operator = await manager.save(manager.create(OperatorEntity, { id: this.ids.id(), ...settings, ...rest, ...times }));
    const after = presentOperator(operator);
    const change = { action: 'operator.created', projectId: null, resourceType: 'operator', resourceId: after.id } as const;
    await this.trail.append(manager, { ...change, actorId: after.id, after });
    return operator;
  }

  private find(manager: EntityManager, digest: Buffer, lock?: 'pessimistic_write'): Promise<InvitationEntity | null> {
    const where = { digest, expiresAt: MoreThan(this.now()) };
    return manager.findOne(InvitationEntity, { where, ...(lock && { lock: { mode: lock } }) });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
