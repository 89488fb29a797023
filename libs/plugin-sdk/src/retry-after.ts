/** The three dates of RFC 9110 section 5.6.7; anything else that `Date.parse` takes is not meant. */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;

/**
 * Reads `Retry-After` (RFC 9110 section 10.2.3): seconds or an HTTP date. Milliseconds from now, never negative; `undefined` if there is
 * none that can be read. The relay caps it.
 */
export function parseRetryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,12}$/.test(text)) return Number(text) * 1_000;
  if (!HTTP_DATE.test(text)) return undefined;
  // asctime dates name no zone and mean UTC.
  const atMs = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}
