import { Inject, Injectable } from '@nestjs/common';
import type { Clock, GuardedFetch } from '@posthorn/contracts';
import { asStandardFetch } from '@posthorn/outbound';
import { CLOCK, CONFIG, ProblemError, type Config, type OidcConfig } from '@posthorn/platform';
import * as client from 'openid-client';
import { ADMIN_URL, PROVIDER_FETCH } from '../../admin.tokens.js';
import { groupsOf } from './group-roles.js';
import { OIDC_PATH, type StartedSignIn } from './sign-in-cookie.js';

/** Endpoints seldom move; keys are looked after by the library itself. */
const DISCOVERY_MS = 3_600_000;
const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 1_048_576;
/** OpenID Connect Core section 2: 255 ASCII characters. */
const MAX_SUBJECT_LENGTH = 255;

/** Who the provider says it is. */
export interface ProviderIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** `null` unless the provider vouches for it: anybody can write any address into an account. */
  readonly verifiedEmail: string | null;
  readonly name: string | null;
  readonly groups: readonly string[];
}

type Claims = Readonly<Record<string, unknown>>;

/** The provider of the environment, spoken to through the relay's own way out. */
@Injectable()
export class IdentityProvider {
  private readonly oidc: OidcConfig | null;
  private known: { readonly configuration: client.Configuration; readonly sinceMs: number } | null = null;
  private discovering: Promise<client.Configuration> | null = null;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PROVIDER_FETCH) private readonly fetch: GuardedFetch,
    @Inject(ADMIN_URL) private readonly adminUrl: () => string,
  ) {
    this.oidc = config.oidc;
  }

  /** Throws `not-found` where the environment names none. */
  requireSetUp(): OidcConfig {
    if (this.oidc) return this.oidc;
    throw new ProblemError('not-found', { detail: 'Signing in through an identity provider is not set up here.' });
  }

  /** `null` = none. */
  get issuer(): string | null {
    return this.oidc?.issuer ?? null;
  }

  /** Where the browser goes to sign in. */
  async authorizationUrl({ state, nonce, verifier }: Omit<StartedSignIn, 'expiresAtMs'>): Promise<URL> {
    return client.buildAuthorizationUrl(await this.configuration(), {
      ...{ redirect_uri: this.redirectUri, scope: this.requireSetUp().scopes, state, nonce },
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
  }

  /** @param search the callback's query, from its question mark on */
  async identify(search: string, { state, nonce, verifier }: StartedSignIn): Promise<ProviderIdentity> {
    const configuration = await this.configuration();
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
    const tokens = await client.authorizationCodeGrant(configuration, new URL(this.redirectUri + search), checks);
    const claims = tokens.claims();
    if (!claims || claims.sub.length > MAX_SUBJECT_LENGTH) throw new ProblemError('unauthenticated');
    const info = await this.userInfo(configuration, tokens.access_token, claims);
    // An address counts with the word that came beside it, and not with one about another address.
    const vouched = [claims, info].find(({ email, email_verified: isVerified }) => typeof email === 'string' && isVerified === true);
    const { groupsClaim } = this.requireSetUp();
    return {
      ...{ issuer: claims.iss, subject: claims.sub },
      verifiedEmail: vouched ? String(vouched['email']) : null,
      name: [claims['name'], info['name']].find((name) => typeof name === 'string') ?? null,
      groups: [...groupsOf(claims, groupsClaim), ...groupsOf(info, groupsClaim)],
    };
  }

  /** Many providers put no more than the subject into the ID token. */
  private async userInfo(configuration: client.Configuration, accessToken: string, claims: client.IDToken): Promise<Claims> {
    const isComplete = claims['email_verified'] === true && groupsOf(claims, this.requireSetUp().groupsClaim).length > 0;
    if (isComplete || configuration.serverMetadata().userinfo_endpoint === undefined) return {};
    return client.fetchUserInfo(configuration, accessToken, claims.sub);
  }

  private get redirectUri(): string {
    return `${this.adminUrl()}${OIDC_PATH}/callback`;
  }

  private async configuration(): Promise<client.Configuration> {
    if (this.known && this.clock.now() - this.known.sinceMs < DISCOVERY_MS) return this.known.configuration;
    this.discovering ??= this.discover().finally(() => (this.discovering = null));
    try {
      return await this.discovering;
    } catch (error) {
      // It may be away for a moment; where its endpoints were an hour ago, they mostly are.
      if (this.known) return this.known.configuration;
      throw error;
    }
  }

  private async discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.requireSetUp();
    const url = new URL(issuer);
    const authentication = clientSecret ? client.ClientSecretBasic(clientSecret.reveal()) : client.None();
    const configuration = await client.discovery(url, clientId, {}, authentication, {
      [client.customFetch]: asStandardFetch(this.fetch, { timeoutMs: TIMEOUT_MS, maxResponseBytes: MAX_ANSWER_BYTES }),
      timeout: TIMEOUT_MS / 1_000,
      // The configuration lets plain HTTP through for this machine alone.
      execute: [client.enableNonRepudiationChecks, ...(url.protocol === 'http:' ? [client.allowInsecureRequests] : [])],
    });
    this.known = { configuration, sinceMs: this.clock.now() };
    return configuration;
  }
}
