import { setTimeout as wait } from 'node:timers/promises';

export { wait };

/** Looks every 20 ms until the condition holds; false if the limit came first. */
export async function until(condition: () => boolean | Promise<boolean>, limitMs: number): Promise<boolean> {
  const end = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > end) return false;
    await wait(20);
  }
  return true;
}
