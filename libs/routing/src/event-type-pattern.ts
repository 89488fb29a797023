import { MAX_EVENT_TYPE_BYTES } from '@posthorn/contracts';

export type EventTypeMatcher = (type: string) => boolean;

interface Pattern {
  readonly segments: readonly string[];
  /** Ends with `**`. */
  readonly rest: boolean;
}

/**
 * Makes a matcher of a subscription's patterns. `*` is exactly one dotted segment. `**` is any number of remaining segments, none
 * included: `payment.**` matches `payment`, `payment.failed` and `payment.card.failed`, and `**` alone matches everything.
 * Whoever subscribes to a subtree wants its root, too, and an event too many is easier to notice than one that never comes.
 */
export function compileEventTypes(patterns: readonly string[]): EventTypeMatcher {
  if (patterns.includes('**')) return () => true;
  const exact = new Set(patterns.filter((pattern) => !pattern.includes('*')));
  const wild = patterns.filter((pattern) => pattern.includes('*')).map(parsePattern);
  if (wild.length === 0) return (type) => exact.has(type);
  return (type) => exact.has(type) || wild.some((pattern) => matches(pattern, type));
}

function parsePattern(pattern: string): Pattern {
  const segments = pattern.split('.');
  const rest = segments.at(-1) === '**';
  return { segments: rest ? segments.slice(0, -1) : segments, rest };
}

// Walks the type in place: this runs for every event and every subscription of its source.
function matches({ segments, rest }: Pattern, type: string): boolean {
  let at = 0;
  for (const segment of segments) {
    if (at > type.length) return false;
    const dot = type.indexOf('.', at);
    const end = dot < 0 ? type.length : dot;
    if (segment !== '*' && (end - at !== segment.length || !type.startsWith(segment, at))) return false;
    at = end + 1;
  }
  return rest || at === type.length + 1;
}

/** The sentence that is wrong with a pattern, or `null`. */
export function validateEventTypePattern(pattern: string): string | null {
  if (Buffer.byteLength(pattern) > MAX_EVENT_TYPE_BYTES) return `A pattern has at most ${MAX_EVENT_TYPE_BYTES} bytes.`;
  if (pattern.includes('\0')) return 'A pattern has no NUL character.';
  const segments = pattern.split('.');
  for (const [index, segment] of segments.entries()) {
    if (segment === '') return 'A pattern has no empty segment.';
    if (segment === '**' && index < segments.length - 1) return '** can only be the last segment.';
    if (segment.includes('*') && segment !== '*' && segment !== '**') return '* can only be a whole segment.';
  }
  return null;
}
