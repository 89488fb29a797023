import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Clock, systemClock } from '@posthorn/contracts';
import { answerJson, type LoopbackServer, readBody, startLoopbackServer } from '../loopback-server.js';
import { AccessTokens } from './access-tokens.js';
import { GrantRefused, OneTimeGrants, type Redeemed } from './one-time-grants.js';
import { type AuthorizationClient, readAuthorizationRequest } from './authorization-request.js';
import { serverMetadata, STORE_SCOPES } from './server-metadata.js';

export interface AuthorizationServerOptions {
  readonly clients: readonly AuthorizationClient[];
  /** `aud` of every access token: the API that they are for. */
  readonly audience: string;
  readonly accessTokenLifetimeSeconds?: number;
  readonly clock?: Clock;
}

/** The one person of this store: asked for consent, they always say yes. That makes it a demo; the rest is OAuth 2.1 as written. */
const DEMO_USER = 'usr_019b4128-6a6b-777c-9ae8-335e962c68d8';

/**
 * The store's own OAuth 2.0 authorization server: authorization code with PKCE (S256), rotating refresh tokens, JWT access tokens.
 *
 * A stand-in for https://auth.petstoreapi.com with its three addresses, /authorize, /token and /refresh. It approves at once, for a
 * single demo user, public clients only: fit for a demo and for tests, not for people.
 */
export class AuthorizationServer {
  private server: LoopbackServer | null = null;

  private constructor(
    private readonly options: AuthorizationServerOptions,
    private readonly tokens: AccessTokens,
    private readonly grants: OneTimeGrants,
  ) {}

  static async start(options: AuthorizationServerOptions): Promise<AuthorizationServer> {
    const clock = options.clock ?? systemClock;
    const tokens = await AccessTokens.create(clock, options.accessTokenLifetimeSeconds ?? 3600);
    const instance = new AuthorizationServer(options, tokens, new OneTimeGrants(clock));
    instance.server = await startLoopbackServer((request, response) => instance.handle(request, response));
    return instance;
  }

  /** The issuer: every token's `iss`, and where the metadata is found. */
  get issuer(): string {
    if (!this.server) throw new Error('the authorization server has not been started');
    return this.server.url;
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    switch (`${request.method ?? ''} ${url.pathname}`) {
      case 'GET /.well-known/oauth-authorization-server':
      case 'GET /.well-known/openid-configuration':
        return answerJson(response, 200, serverMetadata(this.issuer));
      case 'GET /jwks.json':
        return answerJson(response, 200, this.tokens.jwks);
      case 'GET /authorize':
        return this.authorize(url.searchParams, response);
      case 'POST /token':
      case 'POST /refresh':
        return this.token(url.pathname, request, response);
      default:
        return answerJson(response, 404, { error: 'not_found' });
    }
  }

  private authorize(query: URLSearchParams, response: ServerResponse): void {
    const read = readAuthorizationRequest(query, this.options.clients, STORE_SCOPES);
    // Without a client and an address that are known together there is nowhere safe to send the browser (RFC 6749 section 4.1.2.1).
    if (read.kind === 'refused') return answerJson(response, 400, { error: 'invalid_request', error_description: read.description });
    const target = new URL(read.redirectUri);
    if (read.state !== null) target.searchParams.set('state', read.state);
    target.searchParams.set('iss', this.issuer);
    if (read.kind === 'error') {
      target.searchParams.set('error', read.error);
      target.searchParams.set('error_description', read.description);
    } else {
      const grant = { clientId: read.clientId, subject: DEMO_USER, scope: read.scope };
      target.searchParams.set('code', this.grants.issueCode(grant, read.redirectUri, read.challenge));
    }
    response.writeHead(302, { location: target.href, 'cache-control': 'no-store' }).end();
  }

  private async token(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
      return refuseToken(response, 'invalid_request', 'send application/x-www-form-urlencoded');
    }
    const form = new URLSearchParams((await readBody(request, 65_536)).toString('utf8'));
    const grantType = form.get('grant_type');
    const isRefresh = grantType === 'refresh_token';
    if (!isRefresh && (grantType !== 'authorization_code' || path === '/refresh')) {
      return refuseToken(response, 'unsupported_grant_type', `not at ${path}`);
    }
    try {
      const redeemed = isRefresh ? this.refresh(form) : this.exchange(form);
      answerJson(response, 200, await this.tokenResponse(redeemed), { 'cache-control': 'no-store' });
    } catch (error) {
      if (!(error instanceof GrantRefused)) throw error;
      refuseToken(response, 'invalid_grant', error.message);
    }
  }

  private exchange(form: URLSearchParams): Redeemed {
    return this.grants.redeemCode(form.get('code') ?? '', {
      clientId: form.get('client_id') ?? '',
      redirectUri: form.get('redirect_uri') ?? '',
      verifier: form.get('code_verifier') ?? '',
    });
  }

  private refresh(form: URLSearchParams): Redeemed {
    return this.grants.redeemRefreshToken(form.get('refresh_token') ?? '', form.get('client_id') ?? '');
  }

  private async tokenResponse({ grant, refreshToken }: Redeemed): Promise<Record<string, unknown>> {
    return {
      access_token: await this.tokens.issue(this.issuer, this.options.audience, grant),
      token_type: 'Bearer',
      expires_in: this.tokens.lifetimeSeconds,
      refresh_token: refreshToken,
      scope: grant.scope,
    };
  }
}

function refuseToken(response: ServerResponse, error: string, description: string): void {
  answerJson(response, 400, { error, error_description: description }, { 'cache-control': 'no-store' });
}
