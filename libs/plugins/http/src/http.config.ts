import { isTemplate, MAX_PEM_CHARS, parseSigningSecret } from '@posthorn/plugin-sdk';
import { z } from 'zod';
import { failWhenSchema, successStatusesSchema } from './answer.config.js';
import { authSchema } from './auth.config.js';
import { headerName, headerValue, httpUrl, jsonPath, mediaType, parameterName, templateText } from './field-patterns.js';
import { parseHostPattern } from './allowed-hosts.js';
import { literalOrigin } from './url-template.js';

const MAX_HEADERS = 50;
const MAX_HOSTS = 100;

/** Where the event has the address, in the form of all rules. */
const urlFrom = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('body'), path: jsonPath }),
  z.strictObject({ from: z.literal('form'), path: parameterName }),
  z.strictObject({ from: z.literal('header'), name: headerName }),
  z.strictObject({ from: z.literal('query'), name: parameterName }),
]);

const body = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('received') }),
  z.strictObject({ from: z.literal('none') }),
  z.strictObject({ from: z.literal('template'), template: templateText, contentType: mediaType.default('application/json') }),
  z.strictObject({ from: z.literal('path'), path: jsonPath, contentType: mediaType.default('application/json') }),
]);

const tls = z.strictObject({
  ca: z.string().max(MAX_PEM_CHARS).optional(),
  cert: z.string().max(MAX_PEM_CHARS).optional(),
  serverName: z.string().max(253).optional(),
});

export const httpConfigSchema = z.strictObject({
  url: httpUrl
    .refine((url) => !isTemplate(url) || literalOrigin(url) !== null, 'may have templates in its path and query, never in its host')
    .optional()
    .meta({ title: 'URL', description: 'Path and query may be Liquid templates; what they print is encoded.' }),
  urlFrom: urlFrom
    .optional()
    .meta({ title: 'URL from the event', description: 'Where the event has the address; `url` where it has none.' }),
  allowedHosts: z
    .array(z.string().refine((host) => parseHostPattern(host) !== null, 'must be a host or *.host, with a port or without'))
    .min(1)
    .max(MAX_HOSTS)
    .optional()
    .meta({ title: 'Allowed hosts', description: 'Hosts that an event may name, exact or `*.example.com`.' }),
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE', 'GET']).default('POST').meta({ title: 'Method', description: 'GET has no body.' }),
  headers: z
    .record(headerName, headerValue)
    .refine((headers) => Object.keys(headers).length <= MAX_HEADERS, `has more than ${MAX_HEADERS} headers`)
    .default({})
    .meta({ title: 'Headers', description: 'Sent besides those of the relay; values may be Liquid templates.' }),
  body: body.optional().meta({ title: 'Body', description: 'As received unless it is something else.' }),
  signing: z.enum(['standard-webhooks', 'none']).default('standard-webhooks').meta({ title: 'Signing' }),
  signatureVersion: z.enum(['v1', 'v1a']).default('v1').meta({
    title: 'Signature version',
    description: 'What the relay generates and rotates to: `v1` a shared secret (`whsec_…`), `v1a` an Ed25519 key pair (`whsk_…`).',
  }),
  auth: authSchema.default({ type: 'none' }).meta({ title: 'Authentication' }),
  tls: tls.optional().meta({ title: 'TLS', description: 'Authorities to trust and a certificate to show, in PEM.' }),
  forwardPath: z
    .boolean()
    .default(false)
    .meta({ title: 'Forward path', description: "Appends what followed the source's slug to the URL's path." }),
  forwardQuery: z.boolean().default(false).meta({ title: 'Forward query', description: "Appends the sender's query to the URL's." }),
  successStatuses: successStatusesSchema,
  failWhen: failWhenSchema,
});

const credential = z.string().regex(/^[\x20-\x7e]{1,8192}$/, 'must be printable ASCII');

export const httpSecretsSchema = z.strictObject({
  signingSecret: z
    .string()
    .refine((secret) => parseSigningSecret(secret) !== null, 'must be whsec_ and base64 of 24 to 64 bytes, or whsk_ and an Ed25519 key')
    .optional()
    .meta({ title: 'Signing secret', description: '`whsec_…` or `whsk_…`; the relay makes one up where it is left out.' }),
  authToken: credential.optional().meta({ title: 'Token or key', description: 'For the authentication types bearer and api-key.' }),
  password: z.string().min(1).max(1_024).optional().meta({ title: 'Password', description: 'For the authentication type basic.' }),
  clientSecret: credential.optional().meta({ title: 'Client secret', description: 'For the authentication type oauth2.' }),
  hmacKey: z.string().min(1).max(8_192).optional().meta({ title: 'HMAC key', description: 'For the authentication type hmac.' }),
  clientKey: z
    .string()
    .min(1)
    .max(65_536)
    .optional()
    .meta({ title: 'Client key', description: 'In PEM, of the certificate in config.tls.cert.' }),
  clientKeyPassphrase: z.string().min(1).max(1_024).optional().meta({ title: 'Passphrase of the client key' }),
});

export type HttpConfig = z.output<typeof httpConfigSchema>;
export type HttpSecrets = z.output<typeof httpSecretsSchema>;
