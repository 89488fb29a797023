import { CLOCK_TOLERANCE_SECONDS, OAUTH2_CHALLENGE, OAUTH2_CREDENTIALS, unmetExpectation } from './oauth2-issuer-verifier.js';
import type { TokenExpectation } from './oauth2-issuer-verifier.js';
import { AuthorizationServerError, type JsonObject } from './tokens/fetch-json.js';
import { TokenIntrospection, type IntrospectionAnswer, type IntrospectionClient } from './tokens/introspection.js';
import { readToken } from './tokens/token-reader.js';
import { refuse, undecided } from './verdicts.js';
import type { InboundRequest, Refused, Verdict, Verifier, VerifierEnvironment } from './verifier.js';

/** Access tokens of any form: the authorization server says whether each is active (RFC 7662). */
export class IntrospectionVerifier implements Verifier {
  readonly credentials = OAUTH2_CREDENTIALS;
  readonly challenge = OAUTH2_CHALLENGE;
  private readonly introspection: TokenIntrospection;

  constructor(
    client: IntrospectionClient,
    private readonly expectation: TokenExpectation,
    private readonly environment: VerifierEnvironment,
  ) {
    this.introspection = new TokenIntrospection(client, environment);
  }

  async verify(request: InboundRequest): Promise<Verdict> {
    const token = readToken(request, 'authorization', false);
    if (typeof token !== 'string') return token;
    let answer: IntrospectionAnswer | null;
    try {
      answer = await this.introspection.answerFor(token);
    } catch (error) {
      return undecided(error instanceof AuthorizationServerError ? error.message : 'The authorization server could not be asked.');
    }
    if (!answer) return undecided('Too many tokens are being introspected at once.');
    const { claims, secretId } = answer;
    if (claims['active'] !== true) return refuse('token-invalid', 'The authorization server says that the token is not active.');
    return this.untimely(claims) ?? unmetExpectation(claims, this.expectation) ?? { ok: true, secretId };
  }

  private untimely({ exp, nbf }: JsonObject): Refused | null {
    const nowSeconds = this.environment.clock.now() / 1000;
    // The server's word "active" may be old by the time that it is repeated from memory.
    if (typeof exp === 'number' && exp <= nowSeconds - CLOCK_TOLERANCE_SECONDS) return refuse('token-expired', 'The token has expired.');
    const early = typeof nbf === 'number' && nbf > nowSeconds + CLOCK_TOLERANCE_SECONDS;
    return early ? refuse('token-invalid', 'The token is not valid yet (nbf).') : null;
  }
}
