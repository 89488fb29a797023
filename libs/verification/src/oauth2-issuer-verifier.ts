import type { JWTVerifyGetKey } from 'jose';
import { hasAudience, missingScope } from './tokens/access-claims.js';
import { ASYMMETRIC_ALGORITHMS } from './tokens/algorithms.js';
import { issuerKeys } from './tokens/discovery.js';
import { AuthorizationServerError } from './tokens/fetch-json.js';
import { judgeWithKeySet, type JudgedToken } from './tokens/jwt-judge.js';
import { readToken } from './tokens/token-reader.js';
import { refuse, undecided } from './verdicts.js';
import type { InboundRequest, Refused, Verdict, Verifier, VerifierEnvironment } from './verifier.js';

/** What a source asks of an access token beyond being genuine. */
export interface TokenExpectation {
  readonly audience: string | null;
  readonly requiredScopes: readonly string[];
}

export const OAUTH2_CREDENTIALS = { headers: ['authorization'], query: [] } as const;
export const OAUTH2_CHALLENGE = 'Bearer realm="posthorn"';
/** The clocks of two servers that both keep time. */
export const CLOCK_TOLERANCE_SECONDS = 60;

/** Access tokens as JWTs (RFC 9068, and the plain ones that came before it), checked with the issuer's published keys. */
export class IssuerVerifier implements Verifier {
  readonly credentials = OAUTH2_CREDENTIALS;
  readonly challenge = OAUTH2_CHALLENGE;
  private readonly keys: () => Promise<JWTVerifyGetKey>;

  constructor(
    private readonly issuer: string,
    private readonly expectation: TokenExpectation,
    private readonly environment: VerifierEnvironment,
  ) {
    this.keys = issuerKeys(issuer, environment);
  }

  async verify(request: InboundRequest): Promise<Verdict> {
    const token = readToken(request, 'authorization', false);
    if (typeof token !== 'string') return token;
    // Asked before anything is fetched: an opaque token is none of this issuer's JWTs, whatever discovery says.
    if (token.split('.').length !== 3) return refuse('token-invalid', 'The token is not a JWT; opaque tokens need introspectionUrl.');
    try {
      return await this.judge(token, await this.keys());
    } catch (error) {
      return undecided(error instanceof AuthorizationServerError ? error.message : 'The authorization server could not be asked.');
    }
  }

  private async judge(token: string, keys: JWTVerifyGetKey): Promise<Verdict> {
    const judgement = await judgeWithKeySet(token, keys, {
      algorithms: [...ASYMMETRIC_ALGORITHMS],
      issuer: this.issuer,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(this.environment.clock.now()),
      requiredClaims: ['exp'],
    });
    if (!judgement.ok) return judgement;
    return wrongKind(judgement) ?? unmetExpectation(judgement.payload, this.expectation) ?? { ok: true, secretId: null };
  }
}

/** An issuer signs other things with the same keys: ID tokens and logout tokens must not pass for access tokens (RFC 9068 section 4). */
function wrongKind({ typ, payload }: JudgedToken): Refused | null {
  const kind = typ?.toLowerCase().replace(/^application\//, '') ?? 'jwt';
  if (kind !== 'at+jwt' && kind !== 'jwt') return refuse('token-invalid', 'The token is a JWT, but not an access token (header typ).');
  const idToken = kind === 'jwt' && ('nonce' in payload || 'at_hash' in payload || 'c_hash' in payload);
  return idToken ? refuse('token-invalid', 'The token is an ID token, not an access token.') : null;
}

/** The refusal of a genuine token that is not meant for this source, or `null`. */
export function unmetExpectation(claims: Readonly<Record<string, unknown>>, expectation: TokenExpectation): Refused | null {
  const { audience, requiredScopes } = expectation;
  if (audience !== null && !hasAudience(claims, audience))
    return refuse('token-invalid', "The token's claim aud is not what the source expects.");
  return missingScope(claims, requiredScopes);
}
