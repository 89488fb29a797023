import type { RawHeaders } from '@posthorn/contracts';

/** A moment that a request shows in a header or a token. */
export interface ShownTime {
  readonly text: string;
  readonly atMs: number;
  /** What it says of the request. */
  readonly kind: 'signed' | 'expires';
}

const MAX_TIMES = 12;
const TIME = /(?<![\w.])(?:\d{13}|\d{10}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))(?![\w])/g;
/** Tried where a run begins only: from each letter on it would take quadratic time. */
const TOKEN = /(?<![\w-])[\w-]+\.([\w-]+)\.[\w-]+/;

export function timesIn(headers: RawHeaders): ShownTime[] {
  const times: ShownTime[] = [];
  for (let at = 1; at < headers.length; at += 2) {
    const value = headers[at] ?? '';
    times.push(...claimTimes(value));
    for (const [text] of value.matchAll(TIME)) {
      const atMs = text.length === 10 ? Number(text) * 1_000 : text.length === 13 ? Number(text) : Date.parse(text);
      if (!Number.isNaN(atMs)) times.push({ text, atMs, kind: 'signed' });
    }
  }
  const distinct = new Map(times.map((time) => [`${time.kind}${time.text}`, time]));
  return [...distinct.values()].slice(0, MAX_TIMES);
}

/** Of a JWT (RFC 7519 section 4.1): a moment at which it still counts, or does at last. */
function claimTimes(value: string): ShownTime[] {
  const payload = TOKEN.exec(value)?.[1];
  if (payload === undefined) return [];
  const claims = parseObject(Buffer.from(payload, 'base64url').toString('utf8'));
  const at = (name: string): number | null => (typeof claims[name] === 'number' ? claims[name] : null);
  const [exp, nbf] = [at('exp'), at('nbf')];
  return [
    ...(exp === null ? [] : [{ text: String(exp), atMs: exp * 1_000 - 1, kind: 'expires' as const }]),
    ...(nbf === null ? [] : [{ text: String(nbf), atMs: nbf * 1_000, kind: 'signed' as const }]),
  ];
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
