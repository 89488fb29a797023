import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

const metadataSchema = z.object({ issuer: z.string(), authorization_endpoint: z.string(), token_endpoint: z.string() });
const tokenSchema = z.object({ access_token: z.string(), expires_in: z.number(), refresh_token: z.string(), scope: z.string() });
const refusalSchema = z.object({ error: z.string(), error_description: z.string().optional() });

export type OAuthTokens = z.output<typeof tokenSchema>;

/** The authorization server said no, in OAuth's own words. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';

  constructor(
    readonly code: string,
    description = '',
  ) {
    super(`${code}: ${description}`);
  }
}

/**
 * A client of the store's authorization server: discovery, then the authorization-code exchange with PKCE.
 *
 * It reads the code from the redirect itself, where an application would have its browser come back to `redirectUri`.
 */
export class OAuthClient {
  constructor(
    private readonly issuer: string,
    private readonly clientId: string,
    private readonly redirectUri: string,
  ) {}

  async obtainTokens(scope: string): Promise<OAuthTokens> {
    const { code, verifier } = await this.authorize(scope);
    return this.exchange({ code, code_verifier: verifier, redirect_uri: this.redirectUri });
  }

  /** The first half: a code for `scope`, with the verifier that proves who asked for it. Throws {@link OAuthError}. */
  async authorize(scope: string): Promise<{ readonly code: string; readonly verifier: string }> {
    const { authorization_endpoint: endpoint } = await this.metadata();
    const verifier = randomBytes(32).toString('base64url');
    const state = randomBytes(16).toString('base64url');
    const url = new URL(endpoint);
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: this.clientId,
      redirect_uri: this.redirectUri,
      scope,
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString();
    const response = await fetch(url, { redirect: 'manual' });
    const location = response.headers.get('location');
    if (response.status !== 302 || location === null) throw oauthError(await response.json());
    const back = new URL(location).searchParams;
    // The answer must be to this question (state) and from this server (RFC 9207).
    if (back.get('state') !== state || back.get('iss') !== this.issuer) throw new OAuthError('mixed_up', 'state or iss is not ours');
    const code = back.get('code');
    if (code === null) throw new OAuthError(back.get('error') ?? 'no_code', back.get('error_description') ?? '');
    return { code, verifier };
  }

  /** The second half; fields as RFC 6749 section 4.1.3 names them. Throws {@link OAuthError}. */
  exchange(fields: { code: string; code_verifier: string; redirect_uri: string }): Promise<OAuthTokens> {
    return this.askForTokens('token_endpoint', { grant_type: 'authorization_code', ...fields });
  }

  /** At the documents' "Refresh URL". Throws {@link OAuthError}. */
  refresh(refreshToken: string): Promise<OAuthTokens> {
    return this.askForTokens('refresh', { grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  private async askForTokens(endpoint: 'token_endpoint' | 'refresh', fields: Record<string, string>): Promise<OAuthTokens> {
    const url = endpoint === 'refresh' ? `${this.issuer}/refresh` : (await this.metadata()).token_endpoint;
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ ...fields, client_id: this.clientId }) });
    const answer: unknown = await response.json();
    if (!response.ok) throw oauthError(answer);
    return tokenSchema.parse(answer);
  }

  private async metadata(): Promise<z.output<typeof metadataSchema>> {
    const response = await fetch(`${this.issuer}/.well-known/oauth-authorization-server`);
    const metadata = metadataSchema.parse(await response.json());
    if (metadata.issuer !== this.issuer) throw new OAuthError('mixed_up', 'the metadata names another issuer (RFC 8414 section 3.3)');
    return metadata;
  }
}

function oauthError(answer: unknown): OAuthError {
  const { error, error_description: description } = refusalSchema.parse(answer);
  return new OAuthError(error, description);
}
