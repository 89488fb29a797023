import { type AttemptExchange, type HeaderPairs, REDACTED } from '@posthorn/contracts';

/** Shorter ones would be found by chance, and cut holes into ordinary words. */
const MIN_REDACTED_CHARS = 4;

/** Cuts the values of a destination's secrets out of whatever is kept or shown. */
export interface Redactor {
  text(text: string): string;
  headers(headers: HeaderPairs): HeaderPairs;
  /** The same object where there was nothing to cut. */
  exchange(exchange: AttemptExchange): AttemptExchange;
}

/**
 * Finds each secret as it is, percent- and form-encoded, escaped as in JSON, in hexadecimal, and in base64 at any place of what was encoded
 * (so in `Basic` credentials too). Of a secret URL, its path, the values of its query and its password; of `whsec_…`, what follows the prefix.
 */
export function createRedactor(secrets: Iterable<string>): Redactor {
  const needles = [...new Set([...secrets].flatMap(partsOf).flatMap(formsOf))].filter((form) => form.length >= MIN_REDACTED_CHARS);
  // A form may hold another: the longer goes first.
  needles.sort((a, b) => b.length - a.length);
  const isTouched = (text: string) => needles.some((needle) => text.includes(needle));
  const text = (given: string) => (isTouched(given) ? needles.reduce((left, needle) => left.replaceAll(needle, REDACTED), given) : given);
  const headers = (pairs: HeaderPairs): HeaderPairs => pairs.map(([name, value]) => [text(name), text(value)] as const);
  return {
    text,
    headers,
    exchange: (exchange) => {
      // One look at all of it: hardly any attempt shows a secret.
      if (!isTouched(allText(exchange))) return exchange;
      const { request, response, error } = exchange;
      return {
        request: request && { ...request, method: text(request.method), url: text(request.url), headers: headers(request.headers) },
        response: response && { ...response, headers: headers(response.headers), body: text(response.body) },
        error: error === null ? null : text(error),
      };
    },
  };
}

function allText({ request, response, error }: AttemptExchange): string {
  const sent = request ? [request.method, request.url, ...request.headers.flat()] : [];
  const came = response ? [...response.headers.flat(), response.body] : [];
  return [...sent, ...came, error ?? ''].join('\n');
}

/** A shorter one is a word such as `hooks` or `2016`, which stands in ordinary texts, too. */
const MIN_PART_CHARS = 8;

function partsOf(secret: string): readonly string[] {
  if (secret.length < MIN_REDACTED_CHARS) return [];
  const prefixed = /^wh(?:sec|sk)_(.+)$/s.exec(secret)?.[1];
  if (prefixed !== undefined) return [secret, prefixed];
  const url = /^[a-z]+:\/\//i.test(secret) ? URL.parse(secret) : null;
  const parts = url ? partsOfUrl(url, secret) : [];
  return parts.length > 0 ? parts : [secret];
}

/** The server's name may be seen, and is what an operator looks for. */
function partsOfUrl(url: URL, asWritten: string): readonly string[] {
  const written = /^[a-z]+:\/\/[^/?#\\]*[/?\\]*(.*)$/is.exec(asWritten)?.[1] ?? '';
  const values = url.search
    .slice(1)
    .split('&')
    .map((pair) => pair.slice(pair.indexOf('=') + 1));
  const whole = [written, url.pathname.slice(1) + url.search, url.pathname.slice(1)];
  const parts = [...values, ...values.map(decoded), url.username, url.password, decoded(url.password)];
  return [...whole, ...parts].filter((part) => part.length >= MIN_PART_CHARS);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function formsOf(secret: string): readonly string[] {
  const text = secret.toWellFormed();
  const trimmed = text.trim();
  const percent = encodeURIComponent(text);
  // What a URL's own parser makes of it (https://url.spec.whatwg.org/#special-query-percent-encode-set).
  const query = percent.replaceAll("'", '%27');
  const form = new URLSearchParams([['', text]]).toString().slice(1);
  const lower = (encoded: string) => encoded.replace(/%[0-9A-F]{2}/g, (triplet) => triplet.toLowerCase());
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const inBase64 = [0, 1, 2].map((before) => base64Inside(bytes, before));
  const inBase64Url = inBase64.map((encoded) => encoded.replaceAll('+', '-').replaceAll('/', '_'));
  const json = JSON.stringify(text).slice(1, -1);
  const texts = [secret, trimmed, trimmed.replace(/\r?\n/g, '\r\n'), bytes.toString('latin1'), json];
  return [...texts, percent, lower(percent), query, lower(query), form, lower(form), hex, hex.toUpperCase(), ...inBase64, ...inBase64Url];
}

/** The characters of base64 that only these bytes decide, when `before` bytes (modulo 3) stand in front of them. */
function base64Inside(bytes: Buffer, before: number): string {
  const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}
