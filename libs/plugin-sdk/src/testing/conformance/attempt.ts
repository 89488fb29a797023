import { type ContextParts, observePlugin, type ObservedAttempt } from '../make-context.js';
import { type Endpoint, openHttpEndpoint } from './http-endpoint.js';
import type { ConformanceSubject } from './plugin-fixtures.js';
import { openSmtpEndpoint } from './smtp-endpoint.js';

export type Attempt = (parts?: Partial<ContextParts>) => Promise<ObservedAttempt>;

/** Runs `work` with a server of the suite, and a function that makes attempts to deliver there. */
export async function withEndpoint<T>(
  { plugin, fixtures }: ConformanceSubject,
  work: (endpoint: Endpoint, attempt: Attempt) => Promise<T>,
): Promise<T> {
  const endpoint = fixtures.transport === 'smtp' ? await openSmtpEndpoint() : await openHttpEndpoint(fixtures.goodAnswer ?? {});
  const attempt: Attempt = (parts) =>
    observePlugin(plugin, { config: fixtures.config(endpoint.url), secrets: fixtures.secrets?.(endpoint.url) ?? {}, ...parts });
  try {
    return await work(endpoint, attempt);
  } finally {
    await endpoint.close();
  }
}

/** What came of an attempt, in a few words. */
export function wordOf({ result, thrown }: ObservedAttempt): string {
  if (result) return result.outcome === 'delivered' ? 'delivered' : `${result.outcome} (${result.reason})`;
  return thrown instanceof Error ? `an error of its own, ${thrown.name}` : 'no result';
}

/** Waits for a condition, at most so long. */
export async function until(condition: () => boolean, limitMs: number): Promise<boolean> {
  const endMs = performance.now() + limitMs;
  while (!condition() && performance.now() < endMs) await new Promise((resolve) => setTimeout(resolve, 5));
  return condition();
}
