import { createHash } from 'node:crypto';
import { MAX_EVENT_TYPE_BYTES, MAX_EXTERNAL_ID_BYTES, UNKNOWN_EVENT_TYPE, type EventFault, type Rule } from '@posthorn/contracts';
import { parseOccurredAtMs } from './occurred-at.js';
import { compileRule, type RuleContext, type RuleReader } from './rule.reader.js';

export interface ExtractionRules {
  readonly eventType: Rule | null;
  readonly externalId: Rule | null;
  readonly occurredAt: Rule | null;
}

export interface Extracted {
  readonly type: string;
  readonly externalId: string | null;
  readonly occurredAtMs: number | null;
  readonly faults: readonly EventFault[];
}

export type Extractor = (request: RuleContext) => Extracted;

/**
 * Makes an extractor of a source's rules. It refuses nothing and never throws: what a rule cannot read becomes `unknown` or `null` and
 * a fault. One fault says that the body is not JSON, however many rules wanted to read it; a time that is simply not there is no
 * fault; an external id that is not there is one, because it means that nothing protects this event from being taken twice.
 */
export function createExtractor(rules: ExtractionRules): Extractor {
  const readType = rules.eventType && compileRule(rules.eventType);
  const readId = rules.externalId && compileRule(rules.externalId);
  const readTime = rules.occurredAt && compileRule(rules.occurredAt);
  return (context) => {
    const faults: EventFault[] = [];
    const type = extractType(readText(readType, 'eventType', context, faults), faults);
    const externalId = readText(readId, 'externalId', context, faults);
    const occurredAtMs = extractTime(readText(readTime, 'occurredAt', context, faults), faults);
    return { type, externalId: externalId === null ? null : storableExternalId(externalId), occurredAtMs, faults };
  };
}

function readText(read: RuleReader | null, rule: EventFault['rule'], context: RuleContext, faults: EventFault[]): string | null {
  if (!read) return null;
  const result = read(context);
  if ('text' in result) return result.text;
  const repeated = result.code === 'invalid-json' && faults.some((fault) => fault.code === 'invalid-json');
  const silent = result.code === 'not-found' && rule === 'occurredAt';
  if (!repeated && !silent) faults.push({ rule, ...result });
  return null;
}

function extractType(text: string | null, faults: EventFault[]): string {
  if (text === null) return UNKNOWN_EVENT_TYPE;
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_EVENT_TYPE_BYTES) {
    faults.push({ rule: 'eventType', code: 'too-long', message: `The type has ${bytes} bytes, at most ${MAX_EVENT_TYPE_BYTES} are kept.` });
    return UNKNOWN_EVENT_TYPE;
  }
  if (text.includes('\0')) {
    faults.push({ rule: 'eventType', code: 'not-a-scalar', message: 'The type has a NUL character, which Postgres does not store.' });
    return UNKNOWN_EVENT_TYPE;
  }
  return text.toWellFormed();
}

/**
 * An external id as it is stored and compared, from a rule or from a scheme: SHA-256 in hex where it is longer than an index entry may
 * be, where Postgres would not store it, or where storing would make two ids one (a lone surrogate becomes U+FFFD).
 */
export function storableExternalId(text: string): string {
  return storableText(text, MAX_EXTERNAL_ID_BYTES);
}

/** As {@link storableExternalId}, for any text that is compared exactly. */
export function storableText(text: string, maxBytes: number): string {
  if (!text.isWellFormed()) return createHash('sha256').update(text, 'utf16le').digest('hex');
  const keepable = Buffer.byteLength(text) <= maxBytes && !text.includes('\0');
  return keepable ? text : createHash('sha256').update(text).digest('hex');
}

function extractTime(text: string | null, faults: EventFault[]): number | null {
  if (text === null) return null;
  const atMs = parseOccurredAtMs(text);
  if (atMs === null)
    faults.push({ rule: 'occurredAt', code: 'invalid-time', message: 'The time is neither RFC 3339 nor Unix seconds or milliseconds.' });
  return atMs;
}
