import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions, type JWTVerifyResult } from 'jose';
import type { CryptoKey } from 'jose';
import type { KeyObject } from 'node:crypto';
import { refuse, undecided } from '../verdicts.js';
import type { Refused, Undecided } from '../verifier.js';
import { AuthorizationServerError } from './fetch-json.js';

/** A token whose signature and registered claims hold. */
export interface JudgedToken {
  readonly ok: true;
  readonly payload: JWTPayload;
  /** `typ` of the header. */
  readonly typ: string | undefined;
}

export type TokenJudgement = JudgedToken | Refused | Undecided;

/** Checks a token with one key, sorting jose's errors into the reasons of a refusal. */
export async function judgeWithKey(token: string, key: CryptoKey | KeyObject, options: JWTVerifyOptions): Promise<TokenJudgement> {
  try {
    return accepted(await jwtVerify(token, key, options));
  } catch (error) {
    return sortError(error);
  }
}

/** Checks a token with the key that a key set has for it, or each in turn where several fit (a set without `kid`). */
export async function judgeWithKeySet(token: string, keys: JWTVerifyGetKey, options: JWTVerifyOptions): Promise<TokenJudgement> {
  try {
    return accepted(await jwtVerify(token, keys, options));
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) return sortError(error);
    let last: TokenJudgement = refuse('token-invalid', MISMATCH);
    for await (const key of error) {
      last = await judgeWithKey(token, key, options);
      if (!isMismatch(last)) return last;
    }
    return last;
  }
}

const MISMATCH = "The token's signature does not match.";

/** The signature is not of this key: another one may still fit. Every other judgement is final. */
export function isMismatch(judgement: TokenJudgement): boolean {
  return !judgement.ok && judgement.detail === MISMATCH;
}

function accepted(result: JWTVerifyResult): JudgedToken {
  return { ok: true, payload: result.payload, typ: result.protectedHeader.typ };
}

// Sentences of ours only: jose's could come to hold parts of a token.
function sortError(error: unknown): Refused | Undecided {
  if (error instanceof errors.JWTExpired) return refuse('token-expired', 'The token has expired (claim exp).');
  if (error instanceof errors.JWTClaimValidationFailed) return refuse('token-invalid', claimDetail(error));
  if (error instanceof errors.JWSSignatureVerificationFailed) return refuse('token-invalid', MISMATCH);
  if (error instanceof errors.JOSEAlgNotAllowed) return refuse('token-invalid', "The token's algorithm is not one that the source allows.");
  if (error instanceof errors.JWKSNoMatchingKey) return refuse('token-invalid', 'The key set has no key for this token (kid, alg).');
  if (error instanceof AuthorizationServerError) return undecided(error.message);
  const keySetFault = error instanceof errors.JWKSInvalid || error instanceof errors.JWKSTimeout;
  if (keySetFault) return undecided('The key set was not answered with a valid JSON Web Key Set.');
  if (error instanceof errors.JOSEError) return refuse('token-invalid', 'The token is not a JWT that can be read.');
  // Not the token's fault: a key in the set is broken or too short to be used.
  return undecided("The issuer's key for this token cannot be used.");
}

function claimDetail(error: errors.JWTClaimValidationFailed): string {
  if (error.reason === 'missing') return `The token has no claim ${error.claim}.`;
  if (error.claim === 'nbf') return 'The token is not valid yet (claim nbf).';
  return `The token's claim ${error.claim} is not what the source expects.`;
}
