import { createRemoteJWKSet, customFetch, type RemoteJWKSet } from 'jose';
import type { VerifierEnvironment } from '../verifier.js';
import { CachedLoad } from './cached-load.js';
import { fetchJson } from './fetch-json.js';

/** A key that is withdrawn is honoured no longer than this. */
const MAX_AGE_MS = 600_000;
/** An unknown `kid` may mean rotated keys, so it asks again, but not more often than this: a forger can invent a `kid` each time. */
const UNKNOWN_KEY_COOLDOWN_MS = 10_000;

/**
 * A JWKS by its URL. jose caches, shares concurrent fetches and asks again for an unknown `kid`; the fetch is ours, so that the
 * relay's guard stands in front of it and a failing server is not asked once per webhook.
 */
export function remoteKeys(url: string, environment: VerifierEnvironment): RemoteJWKSet {
  // Age 0: what was loaded is jose's to keep; only loads at the same time and failures are shared here.
  const load = new CachedLoad(() => fetchJson(environment.fetch, { url }), 0, environment.clock);
  return createRemoteJWKSet(new URL(url), {
    cacheMaxAge: MAX_AGE_MS,
    cooldownDuration: UNKNOWN_KEY_COOLDOWN_MS,
    [customFetch]: async () => Response.json(await load.get()),
  });
}
