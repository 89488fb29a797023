import type { JWTVerifyGetKey } from 'jose';
import { isPlainHttpUrl } from '../option-schemas.js';
import type { VerifierEnvironment } from '../verifier.js';
import { CachedLoad } from './cached-load.js';
import { AuthorizationServerError, fetchJson, type JsonObject } from './fetch-json.js';
import { remoteKeys } from './remote-keys.js';

/** An issuer moves its key set about never; an hour lets it all the same. */
const MAX_AGE_MS = 3_600_000;

/** The key set of an issuer, found by discovery at the first token and kept. */
export function issuerKeys(issuer: string, environment: VerifierEnvironment): () => Promise<JWTVerifyGetKey> {
  let known: { readonly url: string; readonly keys: JWTVerifyGetKey } | undefined;
  const load = async (): Promise<JWTVerifyGetKey> => {
    const url = keySetUrl(await discover(issuer, environment), issuer);
    // The same URL keeps its cached keys when discovery is repeated.
    if (known?.url !== url) known = { url, keys: remoteKeys(url, environment) };
    return known.keys;
  };
  const cached = new CachedLoad(load, MAX_AGE_MS, environment.clock);
  return () => cached.get();
}

async function discover(issuer: string, environment: VerifierEnvironment): Promise<JsonObject> {
  let lastError: unknown;
  for (const url of discoveryUrls(issuer)) {
    try {
      const document = await fetchJson(environment.fetch, { url });
      // Exactly (RFC 8414 section 3.3): otherwise one server could speak for another.
      if (document['issuer'] === issuer) return document;
      lastError = new AuthorizationServerError(`The document at ${url} names another issuer than the source's ${issuer}.`);
    } catch (error) {
      lastError = error;
    }
  }
  throw lastError;
}

/** OpenID Connect Discovery 1.0 section 4 appends; RFC 8414 section 3.1 inserts before the path. */
export function discoveryUrls(issuer: string): readonly string[] {
  const url = new URL(issuer);
  const path = url.pathname.replace(/\/$/, '');
  return [`${url.origin}${path}/.well-known/openid-configuration`, `${url.origin}/.well-known/oauth-authorization-server${path}`];
}

function keySetUrl(document: JsonObject, issuer: string): string {
  const url = document['jwks_uri'];
  if (typeof url !== 'string' || !isPlainHttpUrl(url))
    throw new AuthorizationServerError(`The discovery document of ${issuer} has no jwks_uri.`);
  if (issuer.startsWith('https:') && !url.startsWith('https:')) {
    throw new AuthorizationServerError(`The discovery document of ${issuer} has a jwks_uri without TLS.`);
  }
  return url;
}
