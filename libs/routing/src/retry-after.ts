import { MAX_RETRY_AFTER_MS } from '@posthorn/contracts';

const SECONDS = /^\d{1,12}$/;
/** IMF-fixdate; the two obsolete forms of RFC 9110 section 5.6.7 are not worth their ambiguity. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Reads `Retry-After` (RFC 9110 section 10.2.3): milliseconds from now, between 0 and 24 h; `null` if it is neither seconds nor a date. */
export function parseRetryAfterMs(value: string | null | undefined, nowMs: number): number | null {
  const text = value?.trim() ?? '';
  const waitMs = SECONDS.test(text) ? Number(text) * 1000 : HTTP_DATE.test(text) ? Date.parse(text) - nowMs : Number.NaN;
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(waitMs, 0), MAX_RETRY_AFTER_MS);
}
