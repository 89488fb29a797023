import { setTimeout as delay } from 'node:timers/promises';

const LIMIT_MS = 25_000;

/** Waits for a condition, asked again and again; throws with its description after 25 s, or the limit given. */
export async function waitUntil<T>(
  what: string,
  condition: () => Promise<T | false | null | undefined> | T | false | null | undefined,
  limitMs = LIMIT_MS,
): Promise<T> {
  const limit = performance.now() + limitMs;
  for (;;) {
    const met = await condition();
    if (met) return met;
    if (performance.now() > limit) throw new Error(`not within ${limitMs} ms: ${what}`);
    await delay(20);
  }
}
