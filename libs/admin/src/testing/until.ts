import { setTimeout as delay } from 'node:timers/promises';

const LIMIT_MS = 10_000;

/** Waits for what happens in the background, asked again and again; throws after 10 s. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + LIMIT_MS;
  while (!(await condition())) {
    if (performance.now() > limit) throw new Error(`the condition did not come true within ${LIMIT_MS} ms`);
    await delay(10);
  }
}
