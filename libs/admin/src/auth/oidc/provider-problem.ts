import { ProblemError, type Logger } from '@posthorn/platform';
import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';

/** What the library says of an answer that is there and does not hold: wrong issuer, audience, nonce, time, signature or state. */
const NOT_GOOD = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
]);
const ERROR_CODE = /^[a-z_]{1,64}$/;

export const NOT_THIS_SIGN_IN = 'This answer belongs to no sign-in of this browser, or to one that is over; sign in again.';

/** Whose fault it was that a sign-in failed, in words for its operator. The log has the codes, never what the provider's answer held. */
export function providerProblem(error: unknown, logger: Logger): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof AuthorizationResponseError) {
    const code = ERROR_CODE.test(error.error) ? ` (${error.error})` : '';
    return new ProblemError('unauthenticated', { detail: `The identity provider did not sign you in${code}.` });
  }
  if (error instanceof ResponseBodyError && error.error === 'invalid_grant') {
    return new ProblemError('unauthenticated', { detail: NOT_THIS_SIGN_IN });
  }
  const code = codeOf(error);
  logger.warn({ code, oauthError: error instanceof ResponseBodyError ? error.error : undefined }, 'signing in through the provider failed');
  if (error instanceof ClientError && code !== null && NOT_GOOD.has(code)) {
    return new ProblemError('unauthenticated', { detail: "The identity provider's answer does not hold; sign in again." });
  }
  return new ProblemError('unavailable', {
    detail: 'The identity provider cannot be reached, or refuses this relay; try again later.',
    cause: error,
  });
}

/** Of the error, or of the first cause that has one. */
function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? codeOf(error.cause) : null;
}
