import {
  DEFAULT_DISABLE_AFTER_SECONDS,
  DEFAULT_MAX_CONCURRENCY,
  DEFAULT_TIMEOUT_MS,
  type FieldError,
  type RetryPolicy,
} from '@posthorn/contracts';
import { validateRetryPolicy } from '@posthorn/routing';
import type { DestinationEntity } from '@posthorn/store';
import { mergeAlternatives, mergeFields, type JsonObject } from '../api/merge-patch.js';
import type { DestinationDto } from './destination.dto.js';

export type DestinationSettings = Pick<
  DestinationEntity,
  'name' | 'timeoutMs' | 'maxConcurrency' | 'rateLimit' | 'disableAfterSeconds' | 'retry' | 'status'
>;

export function readDestinationSettings(dto: DestinationDto, faults: FieldError[]): DestinationSettings {
  return {
    name: dto.name,
    timeoutMs: dto.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    maxConcurrency: dto.maxConcurrency ?? DEFAULT_MAX_CONCURRENCY,
    rateLimit: dto.rateLimit ? { count: dto.rateLimit.count, perSeconds: dto.rateLimit.perSeconds } : null,
    // Null is not the same as absent here: it means never.
    disableAfterSeconds: dto.disableAfterSeconds === undefined ? DEFAULT_DISABLE_AFTER_SECONDS : (dto.disableAfterSeconds ?? 0),
    retry: readRetry(dto.retry, faults),
    status: dto.status ?? 'enabled',
  };
}

/** A retry policy of a destination or a subscription. */
export function readRetry(value: unknown, faults: FieldError[]): RetryPolicy | null {
  if (value === undefined || value === null) return null;
  const given: unknown = typeof value === 'object' && !Array.isArray(value) ? withoutAbsent(value) : value;
  const found = validateRetryPolicy(given);
  faults.push(...found);
  // Judged in the line above, field by field.
  return found.length > 0 ? null : (given as RetryPolicy);
}

/** A preset and a schedule exclude each other, so the one given replaces the other. */
export function mergeRetry(retry: RetryPolicy | null, patch: unknown): unknown {
  return mergeAlternatives(retry, patch, ['preset', 'schedule']);
}

/** The destination as its writer would have written it, and a patch merged into that; secrets are in the clear. */
export function mergeDestination(
  destination: DestinationEntity,
  secrets: Readonly<Record<string, string>>,
  patch: JsonObject,
): Record<string, unknown> {
  const { name, plugin, config, timeoutMs, maxConcurrency, rateLimit, disableAfterSeconds, retry, status } = destination;
  const { retry: retryPatch, ...rest } = patch;
  const merged = mergeFields(
    { name, plugin, config, secrets, timeoutMs, maxConcurrency, rateLimit, disableAfterSeconds, retry, status },
    rest,
  );
  if (patch['disableAfterSeconds'] === null) merged['disableAfterSeconds'] = null;
  if (retryPatch !== undefined) merged['retry'] = mergeRetry(retry, retryPatch);
  return merged;
}

function withoutAbsent(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}
