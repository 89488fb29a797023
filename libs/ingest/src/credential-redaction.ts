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

/** Keeps the bytes of every other parameter as they came. */
function redactQuery(query: string, names: readonly string[]): string {
  return query
    .split('&')
    .map((pair) => {
      const [name = ''] = pair.split('=', 1);
      const decoded = decodeName(name);
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
