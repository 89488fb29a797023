import type { RawHeaders } from '@posthorn/contracts';
import { headerValues } from './request-headers.js';
import { refuse } from './verdicts.js';
import type { Refused } from './verifier.js';

export const TIMESTAMP_UNITS = ['s', 'ms', 'iso'] as const;
export type TimestampUnit = (typeof TIMESTAMP_UNITS)[number];

/** Where a scheme shows when a request was signed. */
export interface TimestampRecipe {
  /** Lower case. */
  readonly header: string;
  readonly unit: TimestampUnit;
  /** To either side; exactly at the tolerance still passes. */
  readonly toleranceSeconds: number;
}

const DIGITS = /^\d{1,15}$/;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** The timestamp's exact text, which is what is signed, or why the request is refused. */
export function readTimestamp(headers: RawHeaders, recipe: TimestampRecipe, nowMs: number): { readonly text: string } | Refused {
  const values = headerValues(headers, recipe.header);
  const text = values[0];
  if (!text) return refuse('timestamp-missing', `The header ${recipe.header} is missing.`);
  // With two timestamps one could be signed and the other fresh.
  if (values.length > 1) return refuse('timestamp-malformed', `The header ${recipe.header} came ${values.length} times.`);
  const atMs = parseTimestampMs(text, recipe.unit);
  if (atMs === null) return refuse('timestamp-malformed', `The header ${recipe.header} is not a time in the unit ${recipe.unit}.`);
  return judgeAge(nowMs, atMs, recipe) ?? { text };
}

function judgeAge(nowMs: number, atMs: number, recipe: TimestampRecipe): Refused | null {
  // A sender that counts whole seconds is judged in whole seconds, or "exactly at the tolerance" would hang on a fraction of ours.
  const ageSeconds = recipe.unit === 's' ? Math.floor(nowMs / 1000) - atMs / 1000 : (nowMs - atMs) / 1000;
  if (Math.abs(ageSeconds) <= recipe.toleranceSeconds) return null;
  const distance = `${Math.round(Math.abs(ageSeconds))} s ${ageSeconds > 0 ? 'old' : 'in the future'}`;
  const detail = `The timestamp is ${distance}, the tolerance is ${recipe.toleranceSeconds} s.`;
  return refuse(ageSeconds > 0 ? 'timestamp-too-old' : 'timestamp-in-future', detail);
}

function parseTimestampMs(text: string, unit: TimestampUnit): number | null {
  if (unit === 'iso') {
    const parsed = ISO.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(parsed) ? null : parsed;
  }
  if (!DIGITS.test(text)) return null;
  return unit === 's' ? Number(text) * 1000 : Number(text);
}
