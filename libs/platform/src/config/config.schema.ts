import { z } from 'zod';
import { Secret } from '../logging/secret.js';
import { parseEncryptionKeys, type EncryptionKey } from '../secrets-box/encryption-keys.js';
import { oidcVariables } from './oidc.schema.js';
import { baseUrl, hostName, list, networks, oneOf, proxyUrl, someOf, url, variable, wholeNumber } from './variable.schema.js';

export const ROLES = ['ingest', 'admin', 'deliver'] as const;
export type Role = (typeof ROLES)[number];

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** NIST SP 800-63B asks for 8; this account can see every secret's effect, so 12. */
const MIN_PASSWORD_LENGTH = 12;
/** Bodies travel in memory and in one bytea parameter; beyond this a relay is the wrong tool. */
const MAX_BODY_CEILING = 104_857_600;

const port = (fallback: number | null) => variable(wholeNumber(0, 65_535), fallback);

/** Every variable with its default as the README's table shows it. Order = order of the table. */
export const configSchema = z.object({
  POSTHORN_HOST: variable(hostName, '127.0.0.1').meta({ default: '127.0.0.1', description: 'address to listen on' }),
  POSTHORN_PORT: variable(wholeNumber(0, 65_535), 8420).meta({ default: '8420', description: 'port to listen on; 0 = any free one' }),
  POSTHORN_ADMIN_PORT: port(null).meta({
    default: 'the same port',
    description: 'a port of its own for the admin API, docs and /metrics, so that only /in faces the world',
  }),
  POSTHORN_PUBLIC_URL: variable(baseUrl('https://hooks.example.com'), null).meta({
    default: 'http://host:port',
    description: 'the URL that senders see; some providers sign it',
  }),
  POSTHORN_ADMIN_URL: variable(baseUrl('https://posthorn.example.com'), null).meta({
    default: 'the public URL, or that of the admin port',
    description: "the URL that operators' browsers see, where it is another; the identity provider sends them back there",
  }),
  POSTHORN_TRUST_PROXY: variable(networks, []).meta({
    default: 'none',
    description: 'addresses or CIDRs whose X-Forwarded-* headers are believed, comma-separated',
  }),
  POSTHORN_DATA_DIR: variable<string, null>((value) => ({ value }), null).meta({
    default: '.posthorn',
    description: 'embedded database and generated keys',
  }),
  DATABASE_URL: variable<Secret, null>((text) => {
    const result = url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/posthorn')(text);
    return 'fault' in result
      ? { fault: `${result.fault} (special characters in the password percent-encoded)` }
      : { value: new Secret(text) };
  }, null).meta({ default: 'none', description: 'an outside Postgres 15+; then POSTHORN_ENCRYPTION_KEYS must be given' }),
  POSTHORN_ROLES: variable(someOf(ROLES), ROLES).meta({ default: 'ingest,admin,deliver', description: 'which parts this process runs' }),
  POSTHORN_WORKERS: variable<number | 'auto', 1>((text) => (text === 'auto' ? { value: text } : wholeNumber(1, 512)(text)), 1).meta({
    default: '1',
    description: 'processes on one port; auto = one a core',
  }),
  POSTHORN_ADMIN_EMAIL: variable<string, string>(
    (text) => (/^[^\s@]+@[^\s@]+$/.test(text) ? { value: text } : { fault: 'is not an e-mail address; give for example you@example.com' }),
    'admin@localhost',
  ).meta({ default: 'admin@localhost', description: 'the first operator, created when there is none' }),
  POSTHORN_ADMIN_PASSWORD: variable<Secret, null>(
    (text) =>
      text.length >= MIN_PASSWORD_LENGTH
        ? { value: new Secret(text) }
        : { fault: `is too short; give at least ${MIN_PASSWORD_LENGTH} characters, or leave it out to have one generated` },
    null,
  ).meta({ default: 'generated', description: "the first operator's password, at least 12 characters" }),
  POSTHORN_ENCRYPTION_KEYS: variable<Secret<readonly EncryptionKey[]>, null>((text) => {
    const result = parseEncryptionKeys(text);
    return 'fault' in result ? result : { value: new Secret(result.keys) };
  }, null).meta({
    default: 'generated into the data dir',
    description: 'id:base64(32 bytes), comma-separated; the first encrypts, all decrypt',
  }),
  POSTHORN_ALLOWED_NETWORKS: variable(networks, []).meta({
    default: 'none',
    description: 'CIDRs that outbound requests may reach although they are private, comma-separated',
  }),
  POSTHORN_MAX_BODY_BYTES: variable(wholeNumber(1, MAX_BODY_CEILING), 10_485_760).meta({
    default: '10485760',
    description: "ceiling of a webhook's body; a source may set less",
  }),
  POSTHORN_RETENTION_DAYS: variable(wholeNumber(7, 36_500), 30).meta({
    default: '30',
    description: 'how long history is kept, at least 7',
  }),
  POSTHORN_SMTP_URL: variable<Secret, null>((text) => {
    const result = url(['smtp:', 'smtps:'], 'smtps://user:password@mail.example.com')(text);
    if ('fault' in result) return result;
    const { hostname, username, password } = result.value;
    if (!isPercentEncoded(username) || !isPercentEncoded(password))
      return { fault: 'has a % in user or password that encodes nothing; write it as %25' };
    return hostname ? { value: new Secret(text) } : { fault: 'names no host; give for example smtp://mail.example.com:587' };
  }, null).meta({ default: 'none', description: 'mail server of invitations, and the default one of the email plugin' }),
  ...oidcVariables,
  POSTHORN_PLUGINS: variable<readonly string[], readonly string[]>((text) => ({ value: list(text) }), []).meta({
    default: 'none',
    description: 'folders or package names of custom plugins, comma-separated',
  }),
  POSTHORN_API_REQUESTS_PER_MINUTE: variable(wholeNumber(1, 1_000_000), 6_000).meta({
    default: '6000',
    description: 'admin API, per operator or key',
  }),
  HTTP_PROXY: variable(proxyUrl, null).meta({ default: 'none', description: 'proxy for outbound http:// requests' }),
  HTTPS_PROXY: variable(proxyUrl, null).meta({ default: 'none', description: 'proxy for outbound https:// requests' }),
  NO_PROXY: variable<string, string>((text) => ({ value: text }), '').meta({
    default: 'none',
    description: 'names, addresses and CIDRs that are reached without a proxy, comma-separated',
  }),
  POSTHORN_LOG_LEVEL: variable(oneOf(LOG_LEVELS), 'info' as const).meta({ default: 'info', description: LOG_LEVELS.join(' ') }),
});

export type Variables = z.output<typeof configSchema>;

export interface ConfigVariable {
  readonly name: string;
  readonly default: string;
  readonly description: string;
}

/** What the README's table must show, in this order. */
export const CONFIG_VARIABLES: readonly ConfigVariable[] = Object.entries(configSchema.shape).map(([name, schema]) => {
  const meta = schema.meta();
  return { name, default: String(meta?.['default']), description: String(meta?.description) };
});

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
