import { refuse } from '../verdicts.js';
import type { Refused } from '../verifier.js';
import type { JsonObject } from './fetch-json.js';

/** The scopes of a token: `scope` is a space-separated string (RFC 8693 section 4.2), `scp` is what Entra and Okta call it. */
function scopesOf(claims: JsonObject): ReadonlySet<string> {
  const granted = [claims['scope'], claims['scp']].flatMap((value) => (Array.isArray(value) ? value : [value]));
  return new Set(granted.flatMap((value) => (typeof value === 'string' ? value.split(' ') : [])));
}

/** The refusal of a token that lacks a scope, or `null`. */
export function missingScope(claims: JsonObject, required: readonly string[]): Refused | null {
  const granted = scopesOf(claims);
  const missing = required.filter((scope) => !granted.has(scope));
  return missing.length === 0 ? null : refuse('token-scope', `The token lacks the scope ${missing.join(' ')}.`);
}

/** `aud` is one text or several (RFC 7519 section 4.1.3). */
export function hasAudience(claims: JsonObject, audience: string): boolean {
  const { aud } = claims;
  return Array.isArray(aud) ? aud.includes(audience) : aud === audience;
}
