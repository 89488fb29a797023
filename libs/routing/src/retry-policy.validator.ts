import { MAX_SCHEDULE_ENTRIES, parseDurationMs, RETRY_PRESETS, type FieldError } from '@posthorn/contracts';
import { isRetryOnToken, splitRetryOn } from './retry-on.js';

const MAX_DELAY_MS = 30 * 86_400_000;
const FIELDS = ['preset', 'schedule', 'retryOn'];

/** Every fault of a retry policy as somebody wrote it; empty if it is one. `field` is where it stands, for example `retry`. */
export function validateRetryPolicy(value: unknown, field = 'retry'): FieldError[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [invalid(field, 'A retry policy is an object.')];
  const { preset, schedule, retryOn } = value as Readonly<Record<string, unknown>>;
  return [
    ...Object.keys(value).flatMap((key) => (FIELDS.includes(key) ? [] : [unknownField(`${field}.${key}`)])),
    ...presetFaults(preset, schedule, `${field}.preset`),
    ...scheduleFaults(schedule, `${field}.schedule`),
    ...retryOnFaults(retryOn, `${field}.retryOn`),
  ];
}

function presetFaults(preset: unknown, schedule: unknown, field: string): FieldError[] {
  if (preset === undefined) return [];
  if (schedule !== undefined) return [invalid(field, 'Give either a preset or a schedule.')];
  const known = typeof preset === 'string' && Object.hasOwn(RETRY_PRESETS, preset);
  return known ? [] : [invalid(field, `The presets are ${Object.keys(RETRY_PRESETS).join(', ')}.`)];
}

function scheduleFaults(schedule: unknown, field: string): FieldError[] {
  if (schedule === undefined) return [];
  if (!Array.isArray(schedule) || schedule.length < 1 || schedule.length > MAX_SCHEDULE_ENTRIES) {
    return [invalid(field, `A schedule is a list of 1 to ${MAX_SCHEDULE_ENTRIES} durations.`)];
  }
  return schedule.flatMap((entry: unknown, index) => {
    const delayMs = typeof entry === 'string' ? parseDurationMs(entry) : null;
    if (delayMs === null) return [invalid(`${field}.${index}`, 'This is not a duration such as "30s", "5m", "1h" or "2d".')];
    return delayMs > MAX_DELAY_MS ? [invalid(`${field}.${index}`, 'A delay is at most 30d.')] : [];
  });
}

function retryOnFaults(retryOn: unknown, field: string): FieldError[] {
  if (retryOn === undefined) return [];
  const valid = typeof retryOn === 'string' && splitRetryOn(retryOn).every(isRetryOnToken);
  return valid ? [] : [invalid(field, 'Separate with commas: 3xx, 4xx, 5xx, network, timeout or a status from 300 to 599.')];
}

function invalid(field: string, message: string): FieldError {
  return { field, code: 'invalid', message };
}

function unknownField(field: string): FieldError {
  return { field, code: 'unknown-field', message: 'There is no such field.' };
}
