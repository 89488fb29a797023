import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { Secret } from '../logging/secret.js';

/** How variables are read: each is a text that becomes a value, or a sentence that names the fault and the cure. */
type Read<T> = (text: string) => { readonly value: T } | { readonly fault: string };

/** A variable that may be left out, as zod schema. `read` must not repeat a secret's text in its fault. */
export function variable<T, D>(read: Read<T>, fallback: D) {
  return z
    .string()
    .optional()
    .transform((text, context): T | D => {
      if (text === undefined) return fallback;
      const result = read(text);
      if ('value' in result) return result.value;
      context.addIssue({ code: 'custom', message: result.fault });
      return z.NEVER;
    });
}

export function wholeNumber(min: number, max: number): Read<number> {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    return value >= min && value <= max
      ? { value }
      : { fault: `${JSON.stringify(text)} is not a whole number from ${min} to ${max}; give one` };
  };
}

export function oneOf<const T extends string>(allowed: readonly T[]): Read<T> {
  return (text) => {
    const value = allowed.find((word) => word === text);
    return value === undefined ? { fault: `${JSON.stringify(text)} is unknown; give one of ${allowed.join(', ')}` } : { value };
  };
}

/** Splits at commas; spaces and empty parts do not count. */
export function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export function someOf<const T extends string>(allowed: readonly T[]): Read<readonly T[]> {
  return (text) => {
    const unknown = list(text).filter((word) => !allowed.some((one) => one === word));
    if (unknown.length > 0)
      return { fault: `${unknown.map((w) => JSON.stringify(w)).join(', ')} unknown; give any of ${allowed.join(', ')}` };
    const value = allowed.filter((word) => list(text).includes(word));
    return value.length > 0 ? { value } : { fault: `names nothing; give any of ${allowed.join(', ')}` };
  };
}

/** Addresses and CIDRs, all as CIDR: a bare address is a network of one. */
export const networks: Read<readonly string[]> = (text) => {
  const bad = list(text).filter((part) => toCidr(part) === null);
  if (bad.length > 0) {
    return { fault: `${bad.map((b) => JSON.stringify(b)).join(', ')} is no address and no CIDR; give for example 10.0.0.0/8, fd00::/8` };
  }
  return { value: list(text).flatMap((part) => toCidr(part) ?? []) };
};

function toCidr(text: string): string | null {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return null;
  if (bits === undefined) return `${address}/${family === 4 ? 32 : 128}`;
  return /^\d{1,3}$/.test(bits) && ipaddr.isValidCIDR(text) ? text : null;
}

export const hostName: Read<string> = (text) =>
  isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)
    ? { value: text }
    : { fault: `${JSON.stringify(text)} is neither an address nor a host name; give for example 0.0.0.0 (the port has its own variable)` };

/** The URL is not repeated in a fault: it may carry a password. */
export function url(protocols: readonly string[], example: string): Read<URL> {
  return (text) => {
    const parsed = URL.parse(text);
    if (parsed && protocols.includes(parsed.protocol)) return { value: parsed };
    return { fault: `is not a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}; give for example ${example}` };
  };
}

/** `http://` unless it says otherwise, as curl reads it. May carry user and password, so it is a secret. */
export const proxyUrl: Read<Secret> = (text) => {
  const given = text.trim();
  const result = url(['http:', 'https:'], 'http://proxy.example.com:3128')(given.includes('://') ? given : `http://${given}`);
  if ('fault' in result) return result;
  const { value } = result;
  return value.pathname === '/' && value.search === '' && value.hash === ''
    ? { value: new Secret(value.href) }
    : { fault: 'has a path, and a proxy has none; give for example http://proxy.example.com:3128' };
};
/** A URL that paths are appended to; without a trailing slash. */
export function baseUrl(example: string): Read<string> {
  return (text) => {
    const result = url(['http:', 'https:'], example)(text);
    if ('fault' in result) return result;
    const { value } = result;
    if (value.search || value.hash || value.username || value.password) {
      return { fault: 'has a query, a fragment or a user name; give scheme, host and at most a path' };
    }
    return { value: value.href.replace(/\/+$/, '') };
  };
}
