import { PROVIDERS } from './providers.js';
import { apiKey } from './schemes/api-key.js';
import { basic } from './schemes/basic.js';
import { bearer } from './schemes/bearer.js';
import { hmac } from './schemes/hmac.js';
import { jwt } from './schemes/jwt.js';
import { none } from './schemes/none.js';
import { oauth2 } from './schemes/oauth2.js';
import { standardWebhooks } from './schemes/standard-webhooks.js';
import type { Scheme } from './verifier.js';

/** Every value of `verification.provider`: the general schemes, then the providers. */
export const SCHEMES: readonly Scheme[] = [none, hmac, standardWebhooks, basic, bearer, apiKey, jwt, oauth2, ...PROVIDERS];

const BY_NAME: ReadonlyMap<string, Scheme> = new Map(
  SCHEMES.flatMap((scheme) => [scheme.name, ...scheme.aliases].map((name) => [name, scheme] as const)),
);

/** By name or alias. */
export function findScheme(name: string): Scheme | undefined {
  return BY_NAME.get(name);
}
