import { randomUUID } from 'node:crypto';
import type { Clock } from '@posthorn/contracts';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** What a token grants: to whom, by whom, for what. */
export interface Grant {
  readonly clientId: string;
  readonly subject: string;
  /** Space-separated, as OAuth writes it. */
  readonly scope: string;
}

const ALGORITHM = 'ES256';

/** Makes JWT access tokens (RFC 9068) and shows the public key to check them with. The key lives as long as the process. */
export class AccessTokens {
  private constructor(
    private readonly key: CryptoKey,
    private readonly publicJwk: JWK,
    private readonly clock: Clock,
    readonly lifetimeSeconds: number,
  ) {}

  static async create(clock: Clock, lifetimeSeconds: number): Promise<AccessTokens> {
    const { privateKey, publicKey } = await generateKeyPair(ALGORITHM);
    const publicJwk = { ...(await exportJWK(publicKey)), kid: randomUUID(), alg: ALGORITHM, use: 'sig' };
    return new AccessTokens(privateKey, publicJwk, clock, lifetimeSeconds);
  }

  get jwks(): { readonly keys: readonly JWK[] } {
    return { keys: [this.publicJwk] };
  }

  issue(issuer: string, audience: string, grant: Grant): Promise<string> {
    const now = Math.floor(this.clock.now() / 1000);
    return new SignJWT({ scope: grant.scope, client_id: grant.clientId })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid: this.publicJwk.kid })
      .setIssuer(issuer)
      .setSubject(grant.subject)
      .setAudience(audience)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + this.lifetimeSeconds)
      .sign(this.key);
  }
}
