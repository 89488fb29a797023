import { Inject, Injectable } from '@nestjs/common';
import { ID_PREFIXES, toTypeId, type Clock } from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';
import { OperatorEntity, type Database } from '@posthorn/store';
import { IsNull, type EntityManager } from 'typeorm';
import { DATABASE } from '../admin.tokens.js';
import { AuditTrail, type AuditAction } from '../audit/audit-trail.js';
import { throwFaults } from '../api/validate-dto.js';
import { presentOperator, type OperatorView } from '../operators/operator.presenter.js';
import type { ChangePasswordDto, SignInDto, TokensView } from './auth.dto.js';
import { FailedSignIns } from './failed-sign-ins.js';
import { PasswordHash } from './password-hash.js';
import { passwordFaults } from './password-strength.js';
import { RefreshTokens } from './refresh-tokens.js';
import type { SignedIn } from './signed-in-operator.js';
import { SignInLimiter } from './sign-in-limiter.js';
import { TokenPresenter } from './token-presenter.js';

/** One answer for a wrong password, an unknown email and a disabled operator. */
const REFUSED = { detail: 'The email or the password is wrong.' };

@Injectable()
export class AuthService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly passwords: PasswordHash,
    private readonly limiter: SignInLimiter,
    private readonly refreshTokens: RefreshTokens,
    private readonly tokens: TokenPresenter,
    private readonly trail: AuditTrail,
    private readonly failed: FailedSignIns,
  ) {}

  async signIn({ email, password }: SignInDto, address: string): Promise<TokensView> {
    const name = email.trim().toLowerCase();
    await this.limiter.admit(name, address);
    const operator = await this.database.dataSource.manager.findOneBy(OperatorEntity, { email: name });
    const matches = await this.passwords.verify(operator?.passwordHash ?? null, password);
    const issued =
      operator && matches && operator.status === 'enabled'
        ? await this.refreshTokens.begin(operator, { tell: (manager) => this.record(manager, 'operator.signed-in', operator) })
        : null;
    if (!issued || !operator) {
      this.failed.count(operator?.id ?? null);
      throw new ProblemError('unauthenticated', REFUSED);
    }
    this.limiter.forgive(name, address);
    return this.tokens.present(issued, operator);
  }

  async refresh(refreshToken: string): Promise<TokensView> {
    const issued = await this.refreshTokens.rotate(refreshToken);
    if (!issued) throw new ProblemError('unauthenticated', { detail: 'The refresh token is unknown, expired or used.' });
    const operator = await this.database.dataSource.manager.findOneBy(OperatorEntity, { id: issued.operatorId, status: 'enabled' });
    if (!operator) throw new ProblemError('unauthenticated');
    return this.tokens.present(issued, operator);
  }

  async signOut({ operator, familyId }: SignedIn, everywhere: boolean): Promise<void> {
    await this.database.dataSource.transaction(async (manager) => {
      if (everywhere) await this.refreshTokens.endOperator(manager, operator.id);
      else await this.refreshTokens.endFamily(manager, familyId);
      await this.record(manager, 'operator.signed-out', operator, { everywhere });
    });
  }

  /** Ends every other session: whoever knew the old password is out. */
  async changePassword({ operator, familyId }: SignedIn, { current, next }: ChangePasswordDto, address: string): Promise<void> {
    await this.limiter.admit(operator.email, address);
    if (!(await this.passwords.verify(operator.passwordHash, current))) {
      throwFaults([{ field: 'current', code: 'invalid', message: 'This is not your password.' }]);
    }
    this.limiter.forgive(operator.email, address);
    throwFaults(passwordFaults(next, { field: 'next', email: operator.email, current }));
    const passwordHash = await this.passwords.hash(next);
    await this.database.dataSource.transaction(async (manager) => {
      const updatedAt = new Date(this.clock.now());
      // Only of the password that was proved: one that an owner has given meanwhile is there to keep out who knows the old one.
      const { affected } = await manager.update(
        OperatorEntity,
        { id: operator.id, passwordHash: operator.passwordHash ?? IsNull(), status: 'enabled' },
        { passwordHash, mustChangePassword: false, passwordChangeBy: null, updatedAt },
      );
      if (affected !== 1) throw new ProblemError('conflict', { detail: 'Your password was changed meanwhile; sign in anew.' });
      await this.refreshTokens.endOperator(manager, operator.id, { except: familyId });
      await this.record(manager, 'operator.password-changed', operator);
    });
  }

  me({ operator }: SignedIn): OperatorView {
    return presentOperator(operator);
  }

  private record(manager: EntityManager, action: AuditAction, { id }: OperatorEntity, after?: object): Promise<void> {
    const actorId = toTypeId(ID_PREFIXES.operator, id);
    return this.trail.append(manager, {
      action,
      projectId: null,
      resourceType: 'operator',
      resourceId: actorId,
      actorId,
      after: after ?? null,
    });
  }
}
