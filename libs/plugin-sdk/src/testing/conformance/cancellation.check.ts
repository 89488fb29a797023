import { type Attempt, until, withEndpoint, wordOf } from './attempt.js';
import type { Endpoint } from './http-endpoint.js';
import type { ConformanceCheck } from './plugin-fixtures.js';

/** The promise of the contract; a busy machine is given four times as long before it counts. */
const LIMIT_MS = 100;
const TOLERATED_MS = 4 * LIMIT_MS;
/** What has not ended by then is said to run on. */
const RUNS_ON_MS = 1_000;
const CONNECT_MS = 3_000;

/** A timeout or a shutdown ends an attempt at once, whatever it waits for, and is never told as the receiver's answer. */
export const cancellationCheck: ConformanceCheck = {
  name: `ends within ${LIMIT_MS} ms of its signal`,
  run: async (subject) => {
    const findings: string[] = [];
    for (const [when, behaviour] of [
      ['before it begins', null],
      ['while it waits for an answer', 'silent'],
      ['within an answer', 'half'],
    ] as const) {
      findings.push(
        ...(await withEndpoint(subject, async (endpoint, attempt) => {
          if (behaviour !== null) endpoint.behave(behaviour);
          return cancelled(when, endpoint, attempt, behaviour === null);
        })),
      );
    }
    return findings;
  },
};

async function cancelled(when: string, endpoint: Endpoint, attempt: Attempt, atOnce: boolean): Promise<readonly string[]> {
  const controller = new AbortController();
  if (atOnce) controller.abort();
  let endedAtMs: number | null = null;
  let word = '';
  void attempt({ signal: controller.signal, timeoutMs: 30_000 }).then((observed) => {
    endedAtMs = performance.now();
    word = wordOf(observed);
  });
  if (!atOnce) {
    const connected = await until(() => endpoint.open() > 0 || endedAtMs !== null, CONNECT_MS);
    if (!connected || endedAtMs !== null) return [`It did not wait for the server, and cannot be cancelled ${when}`];
    // The answer's first half has to be on its way.
    await until(() => endpoint.received.length > 0, LIMIT_MS);
  }
  const abortedAtMs = performance.now();
  if (!atOnce) controller.abort();
  await until(() => endedAtMs !== null, RUNS_ON_MS);
  if (endedAtMs === null) return [`Cancelled ${when}, it runs on`];
  if (atOnce && endpoint.received.length > 0) return [`Cancelled ${when}, it sent all the same`];
  if (endedAtMs - abortedAtMs > TOLERATED_MS) return [`Cancelled ${when}, it took ${Math.round(endedAtMs - abortedAtMs)} ms to end`];
  return /^(delivered|failed|disable)/.test(word) ? [`Cancelled ${when}, it says ${word}`] : [];
}
