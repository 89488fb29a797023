const MAX_RETURN_PATH_LENGTH = 1_024;
/** Any will do: it is there to see whether a text leads away from it. */
const HERE = 'https://posthorn.invalid';

/**
 * Where a browser may be sent after signing in: a path of this origin. `null` for anything else. Judged by the parser that browsers have
 * (`/\host`, `/<tab>/host` and `//host` lead away), and what it made of the text is what is answered (`/.//host` becomes `//host`).
 */
export function returnPathOf(text: string): string | null {
  if (text.length > MAX_RETURN_PATH_LENGTH || !text.startsWith('/')) return null;
  const url = URL.parse(text, HERE);
  if (url?.origin !== HERE || url.pathname.startsWith('//')) return null;
  return url.pathname + url.search + url.hash;
}

/** Adds the one-time code to the query, before a fragment. */
export function withCode(returnPath: string, code: string): string {
  const url = new URL(returnPath, HERE);
  url.searchParams.set('code', code);
  return url.pathname + url.search + url.hash;
}
