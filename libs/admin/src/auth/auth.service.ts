import { Inject, Injectable } from '@nestjs/common';
import { ID_PREFIXES, toTypeId } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { OperatorEntity, type Database } from '@posthorn/store';
import { DATABASE } from '../admin.tokens.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { ACCESS_TOKEN_SECONDS, AccessToken } from './access-token.js';
import type { OperatorView, SignInDto, TokensView } from './auth.dto.js';
import { PasswordHash } from './password-hash.js';
import { RefreshTokens, type IssuedRefreshToken } from './refresh-tokens.js';
import type { SignedIn } from './signed-in-operator.js';
import { SignInLimiter } from './sign-in-limiter.js';

/** One answer for a wrong password, an unknown email and a disabled operator. */
const REFUSED = { detail: 'The email or the password is wrong.' };

@Injectable()
export class AuthService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly passwords: PasswordHash,
    private readonly limiter: SignInLimiter,
    private readonly accessTokens: AccessToken,
    private readonly refreshTokens: RefreshTokens,
    private readonly trail: AuditTrail,
  ) {}

  async signIn({ email, password }: SignInDto, address: string): Promise<TokensView> {
    const name = email.trim().toLowerCase();
    this.limiter.begin(name, address);
    const operator = await this.database.dataSource.manager.findOneBy(OperatorEntity, { email: name });
    const matches = await this.passwords.verify(operator?.passwordHash ?? null, password);
    if (!operator || !matches || operator.status !== 'enabled') throw new ProblemError('unauthenticated', REFUSED);
    this.limiter.forgive(name, address);
    const issued = await this.refreshTokens.begin(operator.id);
    await this.record('operator.signed-in', operator);
    return this.present(issued);
  }

  async refresh(refreshToken: string): Promise<TokensView> {
    const issued = await this.refreshTokens.rotate(refreshToken);
    if (!issued) throw new ProblemError('unauthenticated', { detail: 'The refresh token is unknown, expired or used.' });
    if (!(await this.database.dataSource.manager.existsBy(OperatorEntity, { id: issued.operatorId, status: 'enabled' }))) {
      throw new ProblemError('unauthenticated');
    }
    return this.present(issued);
  }

  async signOut({ operator, familyId }: SignedIn): Promise<void> {
    await this.refreshTokens.endFamily(familyId);
    await this.record('operator.signed-out', operator);
  }

  me({ operator }: SignedIn): OperatorView {
    return {
      id: toTypeId(ID_PREFIXES.operator, operator.id),
      email: operator.email,
      status: operator.status,
      createdAt: operator.createdAt.toISOString(),
    };
  }

  private async record(action: 'operator.signed-in' | 'operator.signed-out', { id }: OperatorEntity): Promise<void> {
    const actorId = toTypeId(ID_PREFIXES.operator, id);
    await this.trail.record({ action, projectId: null, resourceType: 'operator', resourceId: actorId, actorId });
  }

  private async present({ token, operatorId, familyId }: IssuedRefreshToken): Promise<TokensView> {
    const accessToken = await this.accessTokens.sign(operatorId, familyId);
    return { accessToken, tokenType: 'Bearer', expiresIn: ACCESS_TOKEN_SECONDS, refreshToken: token };
  }
}
