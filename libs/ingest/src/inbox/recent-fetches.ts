import type { GuardedFetch, OutboundRequest, OutboundResponse } from '@posthorn/contracts';

/** Long enough for a hundred refusals in one call; a key that is withdrawn counts no longer than this. */
const KEPT_MS = 10_000;
const MAX_KEPT = 20;

/** Asks for a key set or a discovery document once, and not once for each refusal. Anything but a plain GET goes through. */
export function recentFetches(fetch: GuardedFetch): GuardedFetch {
  const kept = new Map<string, { readonly atMs: number; readonly answer: Promise<OutboundResponse> }>();
  return (request) => {
    if (!isPlain(request)) return fetch(request);
    const now = performance.now();
    const known = kept.get(request.url);
    if (known && now - known.atMs < KEPT_MS) return known.answer;
    if (kept.size >= MAX_KEPT) kept.clear();
    const answer = fetch(request);
    kept.set(request.url, { atMs: now, answer });
    // A failure is nobody's answer but its own.
    answer.catch(() => kept.delete(request.url));
    return answer;
  };
}

/** Whatever else it says (credentials, a token) belongs to one request. */
function isPlain({ method = 'GET', body, headers = [] }: OutboundRequest): boolean {
  return method === 'GET' && body === undefined && headers.every(([name]) => name.toLowerCase() === 'accept');
}
