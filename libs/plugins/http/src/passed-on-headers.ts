import { HEADER, NOT_FORWARDED_HEADERS, NOT_FORWARDED_PREFIXES, type RawHeaders, REDACTED } from '@posthorn/plugin-sdk';

type Pairs = (readonly [name: string, value: string])[];

/**
 * The sender's own headers as a destination gets them: order, case and duplicates kept. Out stay credentials, what described the hop to
 * the relay, and what `replaced` (lower case) sets anew. With `renameSigned`, the sender's `webhook-*` and `traceparent` get a prefix,
 * since the relay sets its own. With `isOtherBody`, what tells of the received body stays out, too.
 */
export function passedOnHeaders(raw: RawHeaders, replaced: ReadonlySet<string>, renameSigned: boolean, isOtherBody = false): Pairs {
  const hopNames = namedInConnection(raw);
  const pairs: Pairs = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] ?? '';
    const value = raw[i + 1] ?? '';
    const lower = name.toLowerCase();
    if (value === REDACTED || NOT_FORWARDED_HEADERS.has(lower) || hopNames?.has(lower) || hasPrefix(lower)) continue;
    if (isOtherBody && (lower.startsWith('content-') || DIGESTS.has(lower))) continue;
    if (renameSigned && isSigned(lower)) pairs.push([HEADER.originalPrefix + lower, value]);
    else if (!replaced.has(lower)) pairs.push([name, value]);
  }
  return pairs;
}

export function hasWebhookHeaders(raw: RawHeaders): boolean {
  return raw.some((name, i) => i % 2 === 0 && name.toLowerCase().startsWith('webhook-'));
}

/** RFC 9530, and the one before it. */
const DIGESTS: ReadonlySet<string> = new Set(['digest', 'repr-digest', 'etag', 'last-modified']);
const isSigned = (name: string) => name.startsWith('webhook-') || name === 'traceparent';
const hasPrefix = (name: string) => NOT_FORWARDED_PREFIXES.some((prefix) => name.startsWith(prefix));

/** RFC 9110 section 7.6.1: what `Connection` names belongs to the hop. */
function namedInConnection(raw: RawHeaders): ReadonlySet<string> | null {
  let names: Set<string> | null = null;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    if (raw[i]?.toLowerCase() !== 'connection') continue;
    names ??= new Set();
    for (const name of (raw[i + 1] ?? '').split(',')) names.add(name.trim().toLowerCase());
  }
  return names;
}
