import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until `condition` is true. `false` when the limit, in milliseconds, came first. */
export async function waitUntil(condition: () => boolean | Promise<boolean>, limitMs: number, everyMs = 50): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > deadline) return false;
    await pause(everyMs);
  }
  return true;
}
