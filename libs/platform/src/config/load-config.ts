import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Secret } from '../logging/secret.js';
import type { EncryptionKey } from '../secrets-box/encryption-keys.js';
import { ConfigError, type ConfigFault } from './config.error.js';
import { CONFIG_VARIABLES, configSchema, type LogLevel, type Role, type Variables } from './config.schema.js';
import { nearestName } from './nearest-name.js';
import { oidcFaults, oidcWarnings, toOidcConfig, type OidcConfig } from './oidc.schema.js';

/** What the environment asks for. Secrets are wrapped, so a logged `Config` shows none. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** `null`: the admin API shares {@link Config.port}. */
  readonly adminPort: number | null;
  /** Without a trailing slash. `null`: made of host and port once they are known. */
  readonly publicUrl: string | null;
  /** Without a trailing slash. `null`: the public URL, or made of host and admin port once they are known. */
  readonly adminUrl: string | null;
  readonly trustProxy: readonly string[];
  /** Absolute. */
  readonly dataDir: string;
  /** False if the default was taken, which may then give way to a folder that the database's user can reach. */
  readonly dataDirGiven: boolean;
  /** `null`: the embedded Postgres. */
  readonly databaseUrl: Secret | null;
  readonly roles: readonly Role[];
  /** Processes on one port. */
  readonly workers: number;
  readonly adminEmail: string;
  /** `null`: one is generated and shown once. */
  readonly adminPassword: Secret | null;
  /** The first encrypts, all decrypt. `null`: generated into the data dir. */
  readonly encryptionKeys: Secret<readonly EncryptionKey[]> | null;
  /** CIDRs. */
  readonly allowedNetworks: readonly string[];
  readonly maxBodyBytes: number;
  /** How long history is kept, by the event's time. */
  readonly retentionDays: number;
  readonly smtpUrl: Secret | null;
  /** Folders and packages of custom plugins. */
  readonly plugins: readonly string[];
  /** For outbound HTTP, with their credentials; `none` is what they are not asked for, as `NO_PROXY` has it. */
  readonly proxies: { readonly http: Secret | null; readonly https: Secret | null; readonly none: string };
  /** `null`: operators sign in with passwords alone. */
  readonly oidc: OidcConfig | null;
  /** Of the admin API, per operator or key and process. */
  readonly apiRequestsPerMinute: number;
  readonly logLevel: LogLevel;
  /** Sentences for the operator about variables without effect. */
  readonly warnings: readonly string[];
}

const SMALL_SPELLINGS: ReadonlySet<string> = new Set(['http_proxy', 'https_proxy', 'no_proxy']);

/**
 * Reads the environment once, at start. An empty variable counts as not set.
 *
 * @throws ConfigError with every fault; none repeats a secret's value.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const set = Object.entries(env).filter(([, text]) => text !== undefined && text.trim() !== '');
  // Where both spellings are set the small one counts, as curl has it.
  const small = set.filter(([name]) => SMALL_SPELLINGS.has(name)).map(([name, text]) => [name.toUpperCase(), text] as const);
  const given = Object.fromEntries([...set, ...small]);
  const result = configSchema.safeParse(given);
  const faults: ConfigFault[] = (result.error?.issues ?? []).map(({ path, message }) => ({ variable: String(path[0]), message }));
  if (given['DATABASE_URL'] !== undefined && given['POSTHORN_ENCRYPTION_KEYS'] === undefined) {
    faults.push({
      variable: 'POSTHORN_ENCRYPTION_KEYS',
      message: 'must be given together with DATABASE_URL; make one with: echo "k1:$(openssl rand -base64 32)"',
    });
  }
  faults.push(...oidcFaults(given));
  if (!result.success || faults.length > 0) throw new ConfigError(faults);
  return toConfig(result.data, warningsFor(given));
}

function toConfig(v: Variables, warnings: readonly string[]): Config {
  const shared = v.POSTHORN_ADMIN_PORT === v.POSTHORN_PORT && v.POSTHORN_PORT !== 0;
  return Object.freeze({
    host: v.POSTHORN_HOST,
    port: v.POSTHORN_PORT,
    adminPort: shared ? null : v.POSTHORN_ADMIN_PORT,
    publicUrl: v.POSTHORN_PUBLIC_URL,
    adminUrl: v.POSTHORN_ADMIN_URL,
    trustProxy: v.POSTHORN_TRUST_PROXY,
    dataDir: resolve(v.POSTHORN_DATA_DIR ?? '.posthorn'),
    dataDirGiven: v.POSTHORN_DATA_DIR !== null,
    databaseUrl: v.DATABASE_URL,
    roles: v.POSTHORN_ROLES,
    workers: v.POSTHORN_WORKERS === 'auto' ? availableParallelism() : v.POSTHORN_WORKERS,
    adminEmail: v.POSTHORN_ADMIN_EMAIL,
    adminPassword: v.POSTHORN_ADMIN_PASSWORD,
    encryptionKeys: v.POSTHORN_ENCRYPTION_KEYS,
    allowedNetworks: v.POSTHORN_ALLOWED_NETWORKS,
    maxBodyBytes: v.POSTHORN_MAX_BODY_BYTES,
    retentionDays: v.POSTHORN_RETENTION_DAYS,
    smtpUrl: v.POSTHORN_SMTP_URL,
    plugins: v.POSTHORN_PLUGINS,
    proxies: { http: v.HTTP_PROXY, https: v.HTTPS_PROXY, none: v.NO_PROXY },
    oidc: toOidcConfig(v),
    apiRequestsPerMinute: v.POSTHORN_API_REQUESTS_PER_MINUTE,
    logLevel: v.POSTHORN_LOG_LEVEL,
    warnings,
  });
}

function warningsFor(given: NodeJS.ProcessEnv): readonly string[] {
  const known = CONFIG_VARIABLES.map(({ name }) => name);
  const unknown = Object.keys(given).filter((name) => name.startsWith('POSTHORN_') && !known.includes(name));
  return [
    ...oidcWarnings(given),
    ...unknown.map((name) => {
      const near = nearestName(name, known);
      return `${name} is not a variable of Posthorn and has no effect${near ? `; did you mean ${near}?` : ''}`;
    }),
  ];
}
