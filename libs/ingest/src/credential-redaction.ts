import { CREDENTIAL_HEADERS, REDACTED, type RawHeaders } from '@posthorn/contracts';
import type { CredentialPlaces } from '@posthorn/verification';

/** A request without its credentials, and what was taken out. */
export interface Redacted {
  readonly headers: RawHeaders;
  readonly query: string;
  /** `null` = nothing was there to take. */
  readonly taken: { readonly headers: readonly (readonly [name: string, value: string])[]; readonly query: string | null } | null;
}

/** Replaces the values of headers and query parameters that carry credentials. Copies only what it changes. */
export function redactCredentials(headers: RawHeaders, query: string, places: CredentialPlaces): Redacted {
  let kept: string[] | null = null;
  const taken: [string, string][] = [];
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = (headers[at] ?? '').toLowerCase();
    if (!CREDENTIAL_HEADERS.has(name) && !places.headers.includes(name)) continue;
    kept ??= [...headers];
    taken.push([headers[at] ?? '', headers[at + 1] ?? '']);
    kept[at + 1] = REDACTED;
  }
  const cleanQuery = places.query.length > 0 && query !== '' ? redactQuery(query, places.query) : query;
  const queryTaken = cleanQuery === query ? null : query;
  const nothing = taken.length === 0 && queryTaken === null;
  return { headers: kept ?? headers, query: cleanQuery, taken: nothing ? null : { headers: taken, query: queryTaken } };
}

type Taken = NonNullable<Redacted['taken']>;

/** Puts back what {@link redactCredentials} has taken: in its order, and only where it stands redacted. */
export function restoreCredentials(headers: RawHeaders, query: string, taken: Taken | null): Pick<Redacted, 'headers' | 'query'> {
  if (!taken) return { headers, query };
  const rest = [...taken.headers];
  const restored = [...headers];
  for (let at = 0; at + 1 < headers.length && rest[0]; at += 2) {
    if (headers[at] !== rest[0][0] || headers[at + 1] !== REDACTED) continue;
    restored[at + 1] = rest[0][1];
    rest.shift();
  }
  return { headers: restored, query: taken.query ?? query };
}

/** Reads back what was sealed as JSON; `null` if it is something else. */
export function parseTaken(json: string): Taken | null {
  const parsed: unknown = JSON.parse(json);
  if (typeof parsed !== 'object' || parsed === null || !('headers' in parsed) || !('query' in parsed)) return null;
  const { headers, query } = parsed;
  if (!Array.isArray(headers) || !headers.every(isPair) || !(query === null || typeof query === 'string')) return null;
  return { headers, query };
}

function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}

/** Keeps the bytes of every other parameter as they came. */
function redactQuery(query: string, names: readonly string[]): string {
  return query
    .split('&')
    .map((pair, index) => {
      const [name = ''] = pair.split('=', 1);
      // URLSearchParams, which finds the credential, reads past a question mark at the start.
      const decoded = decodeName(index === 0 ? name.replace(/^\?/, '') : name);
      return names.includes(decoded) || names.includes(decoded.toLowerCase()) ? `${name}=${REDACTED}` : pair;
    })
    .join('&');
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}
