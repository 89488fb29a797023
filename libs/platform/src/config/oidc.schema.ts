import { isIP } from 'node:net';
import { Secret } from '../logging/secret.js';
import type { ConfigFault } from './config.error.js';
import { list, url, variable } from './variable.schema.js';

/** What a group of the identity provider is good for. */
export interface OidcRoleRule {
  readonly group: string;
  /** `owner` is one of the installation; any other is a role in a project. */
  readonly role: 'owner' | 'admin' | 'editor' | 'viewer';
  /** Slug; `*` = every project, `null` = the installation. */
  readonly project: string | null;
}

/** The identity provider that operators may sign in through. */
export interface OidcConfig {
  /** As the provider writes it in its tokens. */
  readonly issuer: string;
  readonly clientId: string;
  /** `null`: a public client, which PKCE alone protects. */
  readonly clientSecret: Secret | null;
  /** Separated by spaces. */
  readonly scopes: string;
  /** A claim's name, or a dotted path to one. */
  readonly groupsClaim: string;
  readonly roles: readonly OidcRoleRule[];
}

const MAX_RULES = 1_000;
const ROLE = /^(?:owner|(viewer|editor|admin)@([a-z0-9-]{1,63}|\*))$/;
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

const text = variable<string, null>((value) => ({ value }), null);

/** The variables of the login through OpenID Connect, for the table of all. */
export const oidcVariables = {
  POSTHORN_OIDC_ISSUER: variable<string, null>((value) => {
    const result = url(['https:', 'http:'], 'https://id.example.com')(value);
    if ('fault' in result) return result;
    const { protocol, hostname, search, hash, username, password } = result.value;
    if (search || hash || username || password)
      return { fault: 'has a query, a fragment or a user name; give the issuer as its tokens do' };
    // Tokens and codes would travel in the clear. On this machine they do not travel.
    if (protocol === 'http:' && !isLoopback(hostname)) return { fault: 'is not https://; only a provider on this machine may do without' };
    return { value };
  }, null).meta({ default: 'none', description: 'identity provider that operators may sign in through (OpenID Connect)' }),
  POSTHORN_OIDC_CLIENT_ID: text.meta({ default: 'none', description: "the relay's client id there; needed with the issuer" }),
  POSTHORN_OIDC_CLIENT_SECRET: variable<Secret, null>((value) => ({ value: new Secret(value) }), null).meta({
    default: 'none',
    description: "the client's secret; none for a public client",
  }),
  POSTHORN_OIDC_SCOPES: variable<string, string>((value) => {
    const scopes = value.split(/\s+/).filter((scope) => scope !== '');
    if (!scopes.includes('openid'))
      return { fault: 'lacks openid, without which no provider says who it is; give for example openid email' };
    return scopes.every((scope) => SCOPE.test(scope)) ? { value: scopes.join(' ') } : { fault: 'holds a character that no scope may have' };
  }, 'openid email profile').meta({ default: 'openid email profile', description: 'what is asked for, separated by spaces' }),
  POSTHORN_OIDC_GROUPS_CLAIM: variable<string, string>((value) => ({ value: value.trim() }), 'groups').meta({
    default: 'groups',
    description: "claim with the operator's groups, a name or a dotted path",
  }),
  POSTHORN_OIDC_ROLES: variable(readRules, []).meta({
    default: 'none',
    description: 'group=owner, group=role@project, group=role@*, comma-separated; who has no such group may not sign in',
  }),
} as const;

function readRules(value: string): { readonly value: readonly OidcRoleRule[] } | { readonly fault: string } {
  const rules: OidcRoleRule[] = [];
  for (const part of list(value)) {
    // Names of groups may hold an equals sign, roles do not.
    const at = part.lastIndexOf('=');
    const [group, role] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    const match = at < 0 || group === '' ? null : ROLE.exec(role);
    if (!match) {
      return {
        fault: `${JSON.stringify(part)} is no mapping; write group=owner, or group= with viewer, editor or admin, @ and a project or *`,
      };
    }
    const [, inProject, project = null] = match;
    rules.push({ group, role: inProject === 'viewer' || inProject === 'editor' || inProject === 'admin' ? inProject : 'owner', project });
  }
  return rules.length <= MAX_RULES ? { value: rules } : { fault: `holds more than ${MAX_RULES} mappings` };
}

/** Halves of a provider, which would leave its button dead. */
export function oidcFaults(given: NodeJS.ProcessEnv): ConfigFault[] {
  const has = (name: keyof typeof oidcVariables): boolean => given[name] !== undefined;
  const faults: ConfigFault[] = [];
  const need = (variable: keyof typeof oidcVariables, other: keyof typeof oidcVariables): void => {
    if (has(other) && !has(variable)) faults.push({ variable, message: `must be given together with ${other}` });
  };
  need('POSTHORN_OIDC_CLIENT_ID', 'POSTHORN_OIDC_ISSUER');
  need('POSTHORN_OIDC_ISSUER', 'POSTHORN_OIDC_CLIENT_ID');
  if (!has('POSTHORN_OIDC_CLIENT_ID')) need('POSTHORN_OIDC_ISSUER', 'POSTHORN_OIDC_CLIENT_SECRET');
  return faults;
}

/** What is allowed, and surely not meant. */
export function oidcWarnings(given: NodeJS.ProcessEnv): string[] {
  return given['POSTHORN_OIDC_ISSUER'] !== undefined && given['POSTHORN_OIDC_ROLES'] === undefined
    ? ['POSTHORN_OIDC_ROLES is not set, so nobody may sign in through POSTHORN_OIDC_ISSUER']
    : [];
}

interface OidcVariables {
  readonly POSTHORN_OIDC_ISSUER: string | null;
  readonly POSTHORN_OIDC_CLIENT_ID: string | null;
  readonly POSTHORN_OIDC_CLIENT_SECRET: Secret | null;
  readonly POSTHORN_OIDC_SCOPES: string;
  readonly POSTHORN_OIDC_GROUPS_CLAIM: string;
  readonly POSTHORN_OIDC_ROLES: readonly OidcRoleRule[];
}

/** `null` = no provider. */
export function toOidcConfig(v: OidcVariables): OidcConfig | null {
  if (v.POSTHORN_OIDC_ISSUER === null || v.POSTHORN_OIDC_CLIENT_ID === null) return null;
  return {
    issuer: v.POSTHORN_OIDC_ISSUER,
    clientId: v.POSTHORN_OIDC_CLIENT_ID,
    clientSecret: v.POSTHORN_OIDC_CLIENT_SECRET,
    scopes: v.POSTHORN_OIDC_SCOPES,
    groupsClaim: v.POSTHORN_OIDC_GROUPS_CLAIM,
    roles: v.POSTHORN_OIDC_ROLES,
  };
}

function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
