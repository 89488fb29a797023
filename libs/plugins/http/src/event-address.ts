import { bareMediaType, DeliveryFailed, firstHeader, parseRulePath, type PluginEvent, valueAtPath } from '@posthorn/plugin-sdk';
import { isAllowedHost } from './allowed-hosts.js';
import { MAX_URL_CHARS } from './field-patterns.js';
import type { HttpConfig } from './http.config.js';

type UrlRule = NonNullable<HttpConfig['urlFrom']>;

/**
 * The address that the event itself names, such as the Pet Store's `callbackUrl`; `null` if it names none. The sender decides it, so it
 * goes nowhere but to the hosts that the destination lists.
 *
 * @throws DeliveryFailed: `invalid-url`, `host-not-allowed`
 */
export function eventAddress({ urlFrom, allowedHosts = [] }: HttpConfig, event: PluginEvent): URL | null {
  if (!urlFrom) return null;
  const value = valueOf(urlFrom, event);
  if (value === undefined || value === null || value === '') return null;
  const url = typeof value === 'string' && value.length <= MAX_URL_CHARS ? URL.parse(value) : null;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (url === null || !isWeb || url.username !== '' || url.password !== '')
    throw new DeliveryFailed('invalid-url', { detail: 'What the event has as an address is no http:// or https:// URL.' });
  if (!isAllowedHost(url, allowedHosts))
    throw new DeliveryFailed('host-not-allowed', {
      detail: `The event names the host ${url.host}, which config.allowedHosts does not list.`,
    });
  url.hash = '';
  return url;
}

function valueOf(rule: UrlRule, event: PluginEvent): unknown {
  switch (rule.from) {
    case 'body':
      return valueAtPath(event.json(), parseRulePath(rule.path) ?? []);
    case 'form':
      return isForm(event.contentType) ? new URLSearchParams(event.body.toString('utf8')).get(rule.path) : null;
    case 'query':
      return new URLSearchParams(event.query).get(rule.name);
    case 'header':
      return firstHeader(event.headers, rule.name.toLowerCase());
  }
}

/** A form that says nothing of itself is taken for one. */
function isForm(contentType: string | null): boolean {
  const type = bareMediaType(contentType);
  return type === '' || type === 'application/x-www-form-urlencoded';
}
