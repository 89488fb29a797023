import { setTimeout as delay } from 'node:timers/promises';

const FIRST_MS = 50;
const LAST_MS = 1_000;

/** Waits before trying a statement again: 50 ms, doubling, at most a second. */
export async function backOff(attempt: number): Promise<void> {
  await delay(Math.min(LAST_MS, FIRST_MS * 2 ** Math.min(attempt, 10)));
}
