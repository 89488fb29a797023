import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@posthorn/contracts';
import type { Grant } from './access-tokens.js';

/** RFC 6749 section 4.1.2 allows ten minutes at most; a program needs a moment. */
const CODE_LIFETIME_MS = 60_000;

interface PendingCode {
  readonly grant: Grant;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly expiresAtMs: number;
  /** Everything that came of one authorization; ended as a whole when any part of it is used twice. */
  readonly family: string;
}

interface RefreshToken {
  readonly grant: Grant;
  readonly family: string;
}

export interface Redeemed {
  readonly grant: Grant;
  readonly refreshToken: string;
}

/** Why nothing is granted; the caller answers `invalid_grant` with this as its description. */
export class GrantRefused extends Error {
  override readonly name = 'GrantRefused';
}

/** Codes and refresh tokens: each works once, and a second use ends all that came of it (RFC 9700 sections 4.2.4, 4.14.2). */
export class OneTimeGrants {
  private readonly codes = new Map<string, PendingCode>();
  private readonly refreshTokens = new Map<string, RefreshToken>();
  private readonly used = new Map<string, string>();
  private readonly endedFamilies = new Set<string>();

  constructor(private readonly clock: Clock) {}

  issueCode(grant: Grant, redirectUri: string, challenge: string): string {
    const code = opaque();
    this.codes.set(code, { grant, redirectUri, challenge, expiresAtMs: this.clock.now() + CODE_LIFETIME_MS, family: opaque() });
    return code;
  }

  redeemCode(code: string, request: { clientId: string; redirectUri: string; verifier: string }): Redeemed {
    const pending = this.take(this.codes, code);
    if (pending.expiresAtMs <= this.clock.now()) throw new GrantRefused('the code has expired');
    if (pending.grant.clientId !== request.clientId) throw new GrantRefused('the code belongs to another client');
    if (pending.redirectUri !== request.redirectUri) throw new GrantRefused('redirect_uri is not the one that was authorized');
    if (!challengeMatches(request.verifier, pending.challenge)) throw new GrantRefused('code_verifier does not match');
    return this.grantAgain(pending);
  }

  redeemRefreshToken(token: string, clientId: string): Redeemed {
    const held = this.take(this.refreshTokens, token);
    if (held.grant.clientId !== clientId) throw new GrantRefused('the refresh token belongs to another client');
    return this.grantAgain(held);
  }

  /** Takes a value out for good, whatever the checks after it say: a code that was tried with a wrong verifier is spent. */
  private take<T extends { readonly family: string }>(from: Map<string, T>, value: string): T {
    const found = from.get(value);
    from.delete(value);
    const family = found?.family ?? this.used.get(value);
    if (family === undefined) throw new GrantRefused('unknown code or refresh token');
    if (!found) this.endedFamilies.add(family);
    this.used.set(value, family);
    if (!found || this.endedFamilies.has(family)) throw new GrantRefused('already used: everything granted with it has ended');
    return found;
  }

  private grantAgain({ grant, family }: RefreshToken): Redeemed {
    const refreshToken = opaque();
    this.refreshTokens.set(refreshToken, { grant, family });
    return { grant, refreshToken };
  }
}

/** RFC 7636 section 4.6, method S256, compared in constant time. */
export function challengeMatches(verifier: string, challenge: string): boolean {
  const expected = createHash('sha256').update(verifier).digest();
  const given = Buffer.from(challenge, 'base64url');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function opaque(): string {
  return randomBytes(32).toString('base64url');
}
