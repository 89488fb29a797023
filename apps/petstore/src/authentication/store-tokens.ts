import { randomUUID } from 'node:crypto';
import type { Clock } from '@posthorn/contracts';
import { type CryptoKey, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';

/** What the documents name as the store's authority; the tokens made here are checked by key, nobody has to reach it. */
export const STORE_ISSUER = 'https://auth.petstoreapi.com';

export interface TokenWishes {
  /** Seconds from now; negative = already over. */
  readonly lifetimeSeconds?: number;
  readonly issuer?: string;
}

/** The store's own JWTs for `Authorization: Bearer`, 24 hours unless asked otherwise (as its "Create Authentication Token" says). */
export class StoreTokens {
  constructor(
    private readonly clock: Clock,
    private readonly audience: string,
  ) {}

  hs256(secret: string, wishes: TokenWishes = {}): Promise<string> {
    return this.claims(new SignJWT(), wishes).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(new TextEncoder().encode(secret));
  }

  es256(key: CryptoKey, wishes: TokenWishes = {}): Promise<string> {
    return this.claims(new SignJWT(), wishes).setProtectedHeader({ alg: 'ES256', typ: 'JWT' }).sign(key);
  }

  /** `alg: none` (RFC 7519 section 6): no receiver may ever take it. */
  unsigned(wishes: TokenWishes = {}): string {
    return this.claims(new UnsecuredJWT(), wishes).encode();
  }

  private claims<T extends SignJWT | UnsecuredJWT>(token: T, wishes: TokenWishes): T {
    const now = Math.floor(this.clock.now() / 1000);
    const lifetimeSeconds = wishes.lifetimeSeconds ?? 86_400;
    token
      .setIssuer(wishes.issuer ?? STORE_ISSUER)
      .setAudience(this.audience)
      .setSubject('petstore')
      .setJti(randomUUID())
      // An expired token was issued before it expired.
      .setIssuedAt(Math.min(now, now + lifetimeSeconds - 60))
      .setExpirationTime(now + lifetimeSeconds);
    return token;
  }
}

/** A fresh key pair; the public half as the PEM that a source is configured with. */
export async function createEs256KeyPair(): Promise<{ readonly privateKey: CryptoKey; readonly publicKeyPem: string }> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { privateKey, publicKeyPem: await exportSPKI(publicKey) };
}
