import { DeliveryFailed, isTemplate, type PluginEvent, REDACTED } from '@posthorn/plugin-sdk';
import { eventAddress } from './event-address.js';
import type { HttpConfig, HttpSecrets } from './http.config.js';
import { climbs, renderedUrl } from './url-template.js';

export interface Target {
  readonly url: string;
  /** The event named it: what its host says concerns this delivery alone. */
  readonly isOfEvent: boolean;
}

export interface TargetParts {
  readonly config: HttpConfig;
  readonly secrets: HttpSecrets;
  readonly event: PluginEvent;
  /** For templates; made only if there are any. */
  readonly variables: () => object;
}

/**
 * Where an event goes: the address that it names, else the configured URL with the sender's sub-path and query where the configuration
 * says so; and the API key.
 *
 * @throws DeliveryFailed, TemplateError
 */
export function targetOf({ config, secrets, event, variables }: TargetParts): Target {
  const named = eventAddress(config, event);
  const url = named ?? configuredUrl(config, event, variables);
  const keyName = config.auth.type === 'api-key' && config.auth.in === 'query' ? config.auth.name : null;
  if (keyName !== null) appendQuery(url, `${encodeURIComponent(keyName)}=${encodeURIComponent(secrets.authToken ?? '')}`);
  return { url: url.href, isOfEvent: named !== null };
}

function configuredUrl({ url: configured, forwardPath, forwardQuery }: HttpConfig, event: PluginEvent, variables: () => object): URL {
  if (configured === undefined)
    throw new DeliveryFailed('url-missing', { detail: 'The event names no address, and config.url has none instead.' });
  const url = isTemplate(configured) ? renderedUrl(configured, variables()) : new URL(configured);
  // A fragment is the browser's affair and is not sent.
  url.hash = '';
  if (forwardPath && event.path !== '') url.pathname = url.pathname.replace(/\/$/, '') + containedPath(event.path);
  if (forwardQuery) appendQuery(url, withoutRedacted(event.query));
  return url;
}

/**
 * The sub-path with its dots resolved against its own root, so that no `..`, in any spelling that a URL knows, climbs out of the
 * configured path. One that climbs only where `%2F` and `%5C` are decoded early, as some proxies do, is refused.
 */
function containedPath(path: string): string {
  const text = path.replaceAll('?', '%3F').replaceAll('#', '%23');
  const contained = URL.parse(`http://root${text.startsWith('/') ? '' : '/'}${text}`)?.pathname ?? '/';
  if (climbs(contained))
    throw new DeliveryFailed('path-not-allowed', { detail: 'The path that the sender used would climb out of that of config.url.' });
  return contained;
}

function appendQuery(url: URL, query: string): void {
  if (query !== '') url.search = url.search === '' ? query : `${url.search}&${query}`;
}

/** A credential that the source's scheme took from the query is not forwarded, not even as the word that stands for it. */
function withoutRedacted(query: string): string {
  if (!query.includes('redacted')) return query;
  return query
    .split('&')
    .filter((pair) => {
      const value = pair.slice(pair.indexOf('=') + 1);
      return value !== REDACTED && value.toLowerCase() !== encodeURIComponent(REDACTED).toLowerCase();
    })
    .join('&');
}
