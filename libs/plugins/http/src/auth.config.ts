import { z } from 'zod';
import { FIELD_VALUE, headerName, httpUrl } from './field-patterns.js';

/** What a signature can be made over, by the same names as where webhooks come in. */
const PLACEHOLDER = /^(?:body|timestamp|id|url|method|header:[^{}]{1,256})$/;
const MAX_LAYOUT_CHARS = 1_024;
const MAX_SCOPE_CHARS = 1_024;

const clientId = z.string().regex(/^[\x20-\x7e]{1,256}$/, 'must be printable ASCII');
const layout = (what: string) =>
  z
    .string()
    .max(MAX_LAYOUT_CHARS)
    .refine(hasOnlyPlaceholders, `${what}: {body}, {timestamp}, {id}, {url}, {method} and {header:name} are known in braces`);

/** With the secret `hmacKey`: a signature of one's own layout, named as the options of the source's `hmac`. */
const hmac = z.strictObject({
  type: z.literal('hmac'),
  header: headerName,
  algorithm: z.enum(['sha256', 'sha1', 'sha512', 'md5']).default('sha256'),
  encoding: z.enum(['hex', 'base64', 'base64url']).default('hex'),
  /** In front of the signature; may hold `{timestamp}` and `{id}`, as in `t={timestamp},v1=`. */
  prefix: layout('prefix')
    .refine((text) => FIELD_VALUE.test(text) && !/\{(?!timestamp\}|id\})/.test(text), 'may hold {timestamp} and {id} only')
    .default(''),
  signedContent: layout('signedContent').min(1).default('{body}'),
  timestampHeader: headerName.optional(),
  timestampUnit: z.enum(['s', 'ms', 'iso']).default('s'),
  idHeader: headerName.optional(),
  secretEncoding: z.enum(['utf8', 'hex', 'base64']).default('utf8'),
});

/** With the secret `clientSecret`: client credentials, RFC 6749 section 4.4. */
const oauth2 = z.strictObject({
  type: z.literal('oauth2'),
  tokenUrl: httpUrl,
  clientId,
  /** How the client shows who it is to the token endpoint, RFC 6749 section 2.3.1. */
  clientAuthentication: z.enum(['client_secret_basic', 'client_secret_post']).default('client_secret_basic'),
  scope: z
    .string()
    .max(MAX_SCOPE_CHARS)
    .regex(/^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/, 'must be scopes with spaces between them')
    .optional(),
  /** As Auth0 and others want it. */
  audience: z.string().min(1).max(MAX_SCOPE_CHARS).optional(),
  /** RFC 8707. */
  resource: z.string().min(1).max(MAX_SCOPE_CHARS).optional(),
});

export const authSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  /** With the secret `password`. */
  z.strictObject({
    type: z.literal('basic'),
    username: z.string().regex(/^[^:\0-\x1f\x7f]{1,256}$/, 'has a colon or a control character'),
  }),
  /** With the secret `authToken`. */
  z.strictObject({ type: z.literal('bearer') }),
  /** With the secret `authToken`. */
  z.strictObject({ type: z.literal('api-key'), in: z.enum(['header', 'query']).default('header'), name: headerName.default('x-api-key') }),
  oauth2,
  hmac,
]);

export type HmacAuth = z.output<typeof hmac>;
export type OAuth2Auth = z.output<typeof oauth2>;
export type Auth = z.output<typeof authSchema>;

function hasOnlyPlaceholders(text: string): boolean {
  const rest = text.replace(/\{([^{}]*)\}/g, (all, name: string) => (PLACEHOLDER.test(name) ? '' : all));
  return !rest.includes('{') && !rest.includes('}');
}
