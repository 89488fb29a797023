import { type PluginEvent, REDACTED } from '@posthorn/plugin-sdk';
import type { HttpConfig, HttpSecrets } from './http.config.js';

/** Where an event goes: the configured URL, with the sender's sub-path, query and the API key where the configuration says so. */
export function targetUrl(config: HttpConfig, secrets: HttpSecrets, event: PluginEvent): string {
  const url = new URL(config.url);
  // A fragment is the browser's affair and is not sent.
  url.hash = '';
  if (config.forwardPath && event.path !== '') url.pathname = url.pathname.replace(/\/$/, '') + containedPath(event.path);
  if (config.forwardQuery) appendQuery(url, withoutRedacted(event.query));
  const keyName = config.auth.type === 'api-key' && config.auth.in === 'query' ? config.auth.name : null;
  if (keyName !== null) appendQuery(url, `${encodeURIComponent(keyName)}=${encodeURIComponent(secrets.authToken ?? '')}`);
  return url.href;
}

/**
 * The sub-path with its dots resolved against its own root, so that no `..`, in any spelling that a URL knows, climbs out of the
 * configured path.
 */
function containedPath(path: string): string {
  const text = path.replaceAll('?', '%3F').replaceAll('#', '%23');
  return URL.parse(`http://root${text.startsWith('/') ? '' : '/'}${text}`)?.pathname ?? '/';
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
