/** Numbers from here on are milliseconds: as seconds they would lie after the year 5138, as milliseconds after March 1973. */
const FIRST_MILLISECONDS = 1e11;
/** The year 10000, beyond which RFC 3339 has no form. */
const END_MS = 253_402_300_800_000;
const NUMBER = /^\d{1,15}(?:\.\d{1,12})?$/;
const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(\.\d{1,12})?([Zz]|[+-]\d{2}:\d{2})$/;

/** Reads RFC 3339, Unix seconds (also with a fraction) or Unix milliseconds. Milliseconds since the epoch, or `null` if it is no time. */
export function parseOccurredAtMs(text: string): number | null {
  const atMs = NUMBER.test(text) ? unixMs(Number(text)) : rfc3339Ms(text);
  return atMs !== null && atMs < END_MS ? atMs : null;
}

function unixMs(value: number): number {
  return Math.round(value >= FIRST_MILLISECONDS ? value : value * 1000);
}

function rfc3339Ms(text: string): number | null {
  const match = RFC_3339.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match;
  // The 30th of February must not silently become March.
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  // A leap second has no millisecond of its own in Unix time: it is the next second's beginning.
  const leap = second === '60';
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${leap ? '59' : second}${fraction.slice(0, 4)}${zone.toUpperCase()}`;
  const parsed = Date.parse(iso);
  return Number.isNaN(parsed) ? null : parsed + (leap ? 1000 : 0);
}
