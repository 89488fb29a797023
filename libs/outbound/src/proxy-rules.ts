import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { effectivePort } from './configured-url.js';
import { bareHost } from './host-fault.js';

/** As the environment has them; see {@link createProxyRules}. */
export interface ProxySettings {
  /** `HTTP_PROXY`: for `http://` URLs. */
  readonly http: string | null;
  /** `HTTPS_PROXY`: for `https://` URLs. */
  readonly https: string | null;
  /** `NO_PROXY`, by commas or white space: what is reached directly. */
  readonly none: string;
}

export interface Proxy {
  readonly url: URL;
  /** `Proxy-Authorization`, or `null`. */
  readonly authorization: string | null;
}

export interface ProxyRules {
  /** The proxy that leads to the URL, or `null` for a direct connection. */
  proxyFor(url: URL): Proxy | null;
}

type Exception = (host: string, port: number) => boolean;

/**
 * Which URLs go through a proxy, as curl and Go read the variables: an entry of `NO_PROXY` is `*`, a name (and all below it, with or
 * without a dot or `*.` before it), an address or a network, each but the network with a port if only that one is meant. Loopback and
 * `localhost` are never asked of a proxy: there they would be another machine. Throws `TypeError` for a URL of a proxy that is none.
 */
export function createProxyRules(settings: ProxySettings): ProxyRules {
  const proxies = { 'http:': parseProxy(settings.http), 'https:': parseProxy(settings.https) };
  const exceptions = settings.none.split(/[\s,]+/).flatMap((entry) => parseException(entry.toLowerCase()) ?? []);
  return {
    proxyFor: (url) => {
      const proxy = url.protocol === 'https:' ? proxies['https:'] : proxies['http:'];
      if (proxy === null) return null;
      const host = bareHost(url.hostname).toLowerCase().replace(/\.$/, '');
      if (isLoopback(host)) return null;
      return exceptions.some((applies) => applies(host, effectivePort(url))) ? null : proxy;
    },
  };
}

/** The URL of a proxy, `http://` unless it says otherwise; `null` if it is none. */
export function parseProxyUrl(text: string): URL | null {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null;
  return url.pathname === '/' && url.search === '' && url.hash === '' ? url : null;
}

function parseProxy(text: string | null): Proxy | null {
  if (text === null) return null;
  const url = parseProxyUrl(text);
  // Not quoted: it may carry a password.
  if (url === null) throw new TypeError('The URL of the proxy is not an http:// or https:// URL of a host and port');
  const credentials = url.username === '' && url.password === '' ? null : `${decode(url.username)}:${decode(url.password)}`;
  url.username = '';
  url.password = '';
  return { url, authorization: credentials && `Basic ${Buffer.from(credentials).toString('base64')}` };
}

/** A percent sign that encodes nothing stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseException(entry: string): Exception | null {
  if (entry === '') return null;
  if (entry === '*') return () => true;
  if (entry.includes('/')) return parseNetwork(entry);
  const [, bracketed, plain, portText] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(entry) ?? [];
  const named = isIP(entry) === 6 ? entry : (bracketed ?? plain?.replace(/^\*?\./, '').replace(/\.$/, ''));
  if (named === undefined || named === '') return null;
  const port = isIP(entry) === 6 || portText === undefined ? null : Number(portText);
  const matches = isIP(named) === 0 ? isOrBelow(named) : isSameAddress(named);
  return (host, hostPort) => (port === null || port === hostPort) && matches(host);
}

const isOrBelow = (name: string) => (host: string) => host === name || host.endsWith(`.${name}`);

function isSameAddress(text: string): (host: string) => boolean {
  const wanted = ipaddr.process(text).toString();
  return (host) => isIP(host) !== 0 && ipaddr.process(host).toString() === wanted;
}

function parseNetwork(entry: string): Exception | null {
  if (!ipaddr.isValidCIDR(entry)) return null;
  const [network, bits] = ipaddr.parseCIDR(entry);
  return (host) => {
    if (isIP(host) === 0) return false;
    const address = ipaddr.process(host);
    return address.kind() === network.kind() && address.match(network, bits);
  };
}

function isLoopback(host: string): boolean {
  if (isIP(host) !== 0) return ipaddr.process(host).range() === 'loopback';
  return host === 'localhost' || host.endsWith('.localhost');
}
