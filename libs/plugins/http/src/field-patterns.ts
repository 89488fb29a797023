import { isHttpUrl, MAX_TEMPLATE_CHARS, NOT_FORWARDED_HEADERS, NOT_FORWARDED_PREFIXES, validateRulePath } from '@posthorn/plugin-sdk';
import { z } from 'zod';

export const MAX_URL_CHARS = 8_192;
const MAX_NAME_CHARS = 256;
/** RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,256}$/;
/** RFC 9110 section 5.5, a character a byte. */
export const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]{0,8192}$/;
/** RFC 9110 section 8.3: a type, a subtype, parameters. */
const MEDIA_TYPE = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,100}\/[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,100}(?:[ \t]*;[\t\x20-\x7e]{0,200})?$/;

export const headerName = z
  .string()
  .regex(TOKEN, 'is not a header name')
  .refine((name) => !isReserved(name.toLowerCase()), 'is a header that the relay sets or never passes on');

/** A header's value, or the template of one: what it prints is judged when it has been printed. */
export const headerValue = z
  .string()
  .max(8_192)
  .refine((value) => FIELD_VALUE.test(value), 'is not a header value');

export const httpUrl = z.string().max(MAX_URL_CHARS).refine(isHttpUrl, 'must be an http:// or https:// URL without user or password');

export const mediaType = z.string().regex(MEDIA_TYPE, 'must be a media type such as application/json');
export const templateText = z.string().min(1).max(MAX_TEMPLATE_CHARS);
export const jsonPath = z
  .string()
  .refine((path) => validateRulePath(path) === null, 'must be a path of dotted keys and [n], for example order.items[0].id');
export const parameterName = z.string().min(1).max(MAX_NAME_CHARS);

function isReserved(name: string): boolean {
  if (name === 'authorization') return false;
  return NOT_FORWARDED_HEADERS.has(name) || name.startsWith('webhook-') || NOT_FORWARDED_PREFIXES.some((prefix) => name.startsWith(prefix));
}
