import { setTimeout as delay } from 'node:timers/promises';

/** Asks until the answer is true, or throws after the limit. */
export async function waitUntil(what, limitMs, ask, everyMs = 20) {
  const endMs = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > endMs) throw new Error(`waited ${limitMs} ms in vain: ${what}`);
    await delay(everyMs);
  }
}
