import { isHttpUrl, NOT_FORWARDED_HEADERS, NOT_FORWARDED_PREFIXES, parseSigningSecret } from '@posthorn/plugin-sdk';
import { z } from 'zod';

const MAX_URL_CHARS = 8_192;
const MAX_HEADERS = 50;
/** RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,256}$/;
/** RFC 9110 section 5.5, a character a byte. */
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]{0,8192}$/;

const headerName = z
  .string()
  .regex(TOKEN, 'is not a header name')
  .refine((name) => !isReserved(name.toLowerCase()), 'is a header that the relay sets or never passes on');
const headerValue = z.string().regex(FIELD_VALUE, 'is not a header value');

const auth = z.discriminatedUnion('type', [
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
]);

export const httpConfigSchema = z.strictObject({
  url: z
    .string()
    .max(MAX_URL_CHARS)
    .refine(isHttpUrl, 'must be an http:// or https:// URL without user or password')
    .meta({ title: 'URL' }),
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']).default('POST').meta({ title: 'Method' }),
  headers: z
    .record(headerName, headerValue)
    .refine((headers) => Object.keys(headers).length <= MAX_HEADERS, `has more than ${MAX_HEADERS} headers`)
    .default({})
    .meta({ title: 'Headers', description: 'Sent besides those of the relay.' }),
  signing: z.enum(['standard-webhooks', 'none']).default('standard-webhooks').meta({ title: 'Signing' }),
  auth: auth.default({ type: 'none' }).meta({ title: 'Authentication' }),
  forwardPath: z
    .boolean()
    .default(false)
    .meta({ title: 'Forward path', description: "Appends what followed the source's slug to the URL's path." }),
  forwardQuery: z.boolean().default(false).meta({ title: 'Forward query', description: "Appends the sender's query to the URL's." }),
});

const credential = z.string().regex(/^[\x20-\x7e]{1,8192}$/, 'must be printable ASCII');

export const httpSecretsSchema = z.strictObject({
  signingSecret: z
    .string()
    .refine((secret) => parseSigningSecret(secret) !== null, 'must be whsec_ and base64 of 24 to 64 bytes')
    .optional()
    .meta({ title: 'Signing secret', description: '`whsec_…`; the relay makes one up where it is left out.' }),
  authToken: credential.optional().meta({ title: 'Token or key', description: 'For the authentication types bearer and api-key.' }),
  password: z.string().min(1).max(1_024).optional().meta({ title: 'Password', description: 'For the authentication type basic.' }),
});

export type HttpConfig = z.output<typeof httpConfigSchema>;
export type HttpSecrets = z.output<typeof httpSecretsSchema>;

function isReserved(name: string): boolean {
  if (name === 'authorization') return false;
  return NOT_FORWARDED_HEADERS.has(name) || name.startsWith('webhook-') || NOT_FORWARDED_PREFIXES.some((prefix) => name.startsWith(prefix));
}
