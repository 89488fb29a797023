import type { SourceSecret } from '@posthorn/contracts';
import { isActive } from '../active-secrets.js';
import type { VerifierEnvironment } from '../verifier.js';
import { AuthorizationServerError, fetchJson, type JsonObject } from './fetch-json.js';
import { IntrospectionCache } from './introspection-cache.js';

export interface IntrospectionClient {
  readonly url: string;
  readonly clientId: string;
  readonly secrets: readonly SourceSecret[];
}

/** What the authorization server says of a token (RFC 7662 section 2.2). */
export interface IntrospectionAnswer {
  readonly claims: JsonObject;
  readonly secretId: string;
}

/** A revoked token is honoured no longer than this. */
const ACTIVE_MS = 60_000;
/** Short: a token may become active right after (clocks, replication). */
const INACTIVE_MS = 5_000;

/** Asks an authorization server about tokens and remembers the answers. Rejects with {@link AuthorizationServerError}. */
export class TokenIntrospection {
  private readonly cache: IntrospectionCache<IntrospectionAnswer>;

  constructor(
    private readonly client: IntrospectionClient,
    private readonly environment: VerifierEnvironment,
  ) {
    this.cache = new IntrospectionCache(environment.clock, lifetimeMs);
  }

  /** `null`: too many questions are under way. */
  answerFor(token: string): Promise<IntrospectionAnswer | null> {
    return this.cache.get(token, () => this.ask(token));
  }

  private async ask(token: string): Promise<IntrospectionAnswer> {
    const nowMs = this.environment.clock.now();
    let lastError: unknown = new AuthorizationServerError('Every secret of the source has expired.');
    // While a client secret is being rotated only one of two is known to the server.
    for (const secret of this.client.secrets) {
      if (!isActive(secret, nowMs)) continue;
      try {
        return { claims: await this.askWith(token, secret.value), secretId: secret.id };
      } catch (error) {
        lastError = error;
      }
    }
    throw lastError;
  }

  private askWith(token: string, secret: string): Promise<JsonObject> {
    const { url, clientId } = this.client;
    return fetchJson(this.environment.fetch, {
      method: 'POST',
      url,
      headers: [
        ['authorization', `Basic ${Buffer.from(`${formEncode(clientId)}:${formEncode(secret)}`).toString('base64')}`],
        ['content-type', 'application/x-www-form-urlencoded'],
      ],
      body: new URLSearchParams({ token, token_type_hint: 'access_token' }).toString(),
    });
  }
}

/** Client id and secret are form-encoded before they are joined (RFC 6749 section 2.3.1 and appendix B). */
function formEncode(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice('x='.length);
}

function lifetimeMs({ claims }: IntrospectionAnswer, nowMs: number): number {
  if (claims['active'] !== true) return INACTIVE_MS;
  const { exp } = claims;
  return typeof exp === 'number' ? Math.min(ACTIVE_MS, exp * 1000 - nowMs) : ACTIVE_MS;
}
