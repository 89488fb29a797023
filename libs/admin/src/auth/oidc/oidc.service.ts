import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ID_PREFIXES, toTypeId } from '@posthorn/contracts';
import { LOGGER, ProblemError, type Logger } from '@posthorn/platform';
import { OperatorEntity, type Database } from '@posthorn/store';
import { DATABASE } from '../../admin.tokens.js';
import { throwFaults } from '../../api/validate-dto.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { TokensView } from '../auth.dto.js';
import { RefreshTokens } from '../refresh-tokens.js';
import { SignInLimiter } from '../sign-in-limiter.js';
import { TokenPresenter } from '../token-presenter.js';
import { IdentityProvider } from './identity-provider.js';
import { OidcSignIns } from './oidc-sign-ins.js';
import type { OidcView } from './oidc.dto.js';
import { NOT_THIS_SIGN_IN, providerProblem } from './provider-problem.js';
import { ProviderOperators } from './provider-operators.js';
import { returnPathOf, withCode } from './return-path.js';
import { SignInCookie, type StartedSignIn } from './sign-in-cookie.js';

/** What the browser is told to do next. */
interface Redirect {
  readonly location: string;
  readonly cookie: string;
}

export type CallbackAnswer = { readonly tokens: TokensView; readonly cookie: string } | Redirect;

const randomText = (): string => randomBytes(32).toString('base64url');

/** Signing in through the identity provider: authorization code with PKCE, state and nonce. */
@Injectable()
export class OidcService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly provider: IdentityProvider,
    private readonly cookie: SignInCookie,
    private readonly signIns: OidcSignIns,
    private readonly operators: ProviderOperators,
    private readonly refreshTokens: RefreshTokens,
    private readonly tokens: TokenPresenter,
    private readonly limiter: SignInLimiter,
    private readonly trail: AuditTrail,
  ) {}

  describe(): OidcView {
    const { issuer } = this.provider;
    return { configured: issuer !== null, issuer };
  }

  async begin(returnTo: string | undefined): Promise<Redirect> {
    this.provider.requireSetUp();
    const returnPath = returnTo === undefined ? null : returnPathOf(returnTo);
    if (returnTo !== undefined && returnPath === null) {
      throwFaults([{ field: 'returnTo', code: 'invalid', message: 'This is not a path of this origin, such as /dashboard.' }]);
    }
    const started = { state: randomText(), nonce: randomText(), verifier: randomText(), returnPath };
    const url = await this.provider.authorizationUrl(started).catch((error: unknown) => this.fail(error));
    return { location: url.href, cookie: this.cookie.write(started) };
  }

  /** @param search the query as it came, from its question mark on */
  async finish(search: string, cookies: string | undefined, address: string): Promise<CallbackAnswer> {
    this.provider.requireSetUp();
    this.limiter.beginFrom(address);
    const started = await this.startedSignIn(search, cookies);
    const identity = await this.provider.identify(search, started).catch((error: unknown) => this.fail(error));
    const operator = await this.operators.admit(identity);
    const answer = await this.answer(started, operator);
    this.limiter.forgiveFrom(address);
    return { ...answer, cookie: this.cookie.clear() };
  }

  async trade(code: string, address: string): Promise<TokensView> {
    this.limiter.beginFrom(address);
    const operatorId = await this.signIns.trade(code);
    const operator =
      operatorId && (await this.database.dataSource.manager.findOneBy(OperatorEntity, { id: operatorId, status: 'enabled' }));
    if (!operator) throw new ProblemError('unauthenticated', { detail: 'The code is unknown, used or older than a minute.' });
    this.limiter.forgiveFrom(address);
    return this.beginSession(operator);
  }

  /** What this browser began, and nobody has finished. */
  private async startedSignIn(search: string, cookies: string | undefined): Promise<StartedSignIn> {
    const states = new URLSearchParams(search).getAll('state');
    const started = states.length === 1 ? this.cookie.read(cookies, states[0] ?? '') : null;
    if (started && !(await this.signIns.isUsed(started.state))) return started;
    throw new ProblemError('unauthenticated', { detail: NOT_THIS_SIGN_IN });
  }

  private async answer(
    { state, returnPath }: StartedSignIn,
    operator: OperatorEntity,
  ): Promise<{ readonly tokens: TokensView } | { readonly location: string }> {
    if (returnPath !== null) {
      const code = await this.signIns.useForCode(state, operator.id);
      if (code !== null) return { location: withCode(returnPath, code) };
    } else if (await this.signIns.use(state, operator.id)) return { tokens: await this.beginSession(operator) };
    throw new ProblemError('unauthenticated', { detail: NOT_THIS_SIGN_IN });
  }

  private async beginSession(operator: OperatorEntity): Promise<TokensView> {
    const issued = await this.refreshTokens.begin(operator, { byProvider: true });
    if (!issued) throw new ProblemError('unauthenticated');
    const actorId = toTypeId(ID_PREFIXES.operator, operator.id);
    const after = { by: 'provider', issuer: operator.issuer };
    await this.trail.record({
      ...{ action: 'operator.signed-in', projectId: null, resourceType: 'operator', resourceId: actorId, actorId, after },
    });
    return this.tokens.present(issued, operator);
  }

  private fail(error: unknown): never {
    throw providerProblem(error, this.logger);
  }
}
