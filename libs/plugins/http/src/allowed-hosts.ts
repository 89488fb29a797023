/** A host that an event may name. */
export interface HostPattern {
  /** As `URL.hostname` spells it; of `*.example.com`, `.example.com`. */
  readonly host: string;
  readonly isSuffix: boolean;
  /** `null` = any. */
  readonly port: string | null;
}

const PATTERN = /^(\*\.)?(\[[0-9a-f:.]{2,45}\]|[^\s/?#@\\:[\]*]{1,253})(?::(\d{1,5}))?$/i;
const MAX_PORT = 65_535;

/** Reads `example.com`, `*.example.com`, `example.com:8443`, `[2001:db8::1]`; `null` if it is none. Names and addresses are spelt as URLs spell them. */
export function parseHostPattern(text: string): HostPattern | null {
  const [, star, name = '', port] = PATTERN.exec(text) ?? [];
  const url = name === '' ? null : URL.parse(`http://${name}/`);
  if (url === null || (port !== undefined && (Number(port) > MAX_PORT || Number(port) === 0))) return null;
  const isAddress = url.hostname.startsWith('[') || /^[\d.]+$/.test(url.hostname);
  if (star !== undefined && isAddress) return null;
  return {
    host: star === undefined ? url.hostname : `.${url.hostname}`,
    isSuffix: star !== undefined,
    port: port ? String(Number(port)) : null,
  };
}

const parsed = new WeakMap<readonly string[], readonly HostPattern[]>();

/** Whether a URL's host is one of those listed. A trailing dot makes another name of it, which is not listed. */
export function isAllowedHost(url: URL, allowed: readonly string[]): boolean {
  let patterns = parsed.get(allowed);
  if (!patterns) {
    patterns = allowed.map(parseHostPattern).filter((pattern) => pattern !== null);
    parsed.set(allowed, patterns);
  }
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return patterns.some(
    (one) => (one.isSuffix ? url.hostname.endsWith(one.host) : url.hostname === one.host) && (one.port === null || one.port === port),
  );
}
