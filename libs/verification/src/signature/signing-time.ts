import { refuse } from '../verdicts.js';
import type { Refused } from '../verifier.js';

export const TIMESTAMP_UNITS = ['s', 'ms', 'iso'] as const;
export type TimestampUnit = (typeof TIMESTAMP_UNITS)[number];

/** Where a scheme shows when a request was signed, and what the time is worth. */
export interface TimestampRecipe {
  /** A header's name in lower case, a field of the signature header (`t` of `t=1,v1=ab`), or a dotted path into the JSON body. */
  readonly from: 'header' | 'signature' | 'body';
  readonly name: string;
  readonly unit: TimestampUnit;
  /** To either side; exactly at the tolerance still passes. `null` = signed, and not judged: the provider sets no limit. */
  readonly toleranceSeconds: number | null;
}

const DIGITS = /^\d{1,15}$/;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Where a timestamp stands, in the words of an operator. */
export function timestampPlace({ from, name }: TimestampRecipe, headers: readonly string[]): string {
  if (from === 'header') return `The header ${name}`;
  return from === 'signature' ? `The field ${name} of the header ${headers[0]}` : `The field ${name} of the body`;
}

/** The only one of the values that came, or why the request is refused. */
export function onlyTimestamp(values: readonly string[], place: string): string | Refused {
  const [text] = values;
  if (!text) return refuse('timestamp-missing', `${place} is missing.`);
  // With two timestamps one could be signed and the other fresh.
  if (values.some((other) => other !== text))
    return refuse('timestamp-malformed', `${place} came ${values.length} times, and not the same.`);
  return text;
}

/** `null` if the time is within the tolerance. */
export function judgeTimestamp(
  text: string,
  recipe: Pick<TimestampRecipe, 'unit' | 'toleranceSeconds'>,
  nowMs: number,
  place: string,
): Refused | null {
  const atMs = parseTimestampMs(text, recipe.unit);
  if (recipe.toleranceSeconds === null) return null;
  if (atMs === null) return refuse('timestamp-malformed', `${place} is not a time in the unit ${recipe.unit}.`);
  // A sender that counts whole seconds is judged in whole seconds, or "exactly at the tolerance" would hang on a fraction of ours.
  const ageSeconds = recipe.unit === 's' ? Math.floor(nowMs / 1000) - atMs / 1000 : (nowMs - atMs) / 1000;
  if (Math.abs(ageSeconds) <= recipe.toleranceSeconds) return null;
  const distance = `${Math.round(Math.abs(ageSeconds))} s ${ageSeconds > 0 ? 'old' : 'in the future'}`;
  const detail = `The timestamp is ${distance}, the tolerance is ${recipe.toleranceSeconds} s.`;
  return refuse(ageSeconds > 0 ? 'timestamp-too-old' : 'timestamp-in-future', detail);
}

/** A moment as a sender writes it. */
export function writeTimestamp(atMs: number, unit: TimestampUnit): string {
  if (unit === 'iso') return new Date(atMs).toISOString();
  return String(unit === 's' ? Math.floor(atMs / 1000) : atMs);
}

function parseTimestampMs(text: string, unit: TimestampUnit): number | null {
  if (unit === 'iso') {
    const parsed = ISO.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(parsed) ? null : parsed;
  }
  if (!DIGITS.test(text)) return null;
  return unit === 's' ? Number(text) * 1000 : Number(text);
}
