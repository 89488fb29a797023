// Counts what is checked, says each result as it comes, and ends with the line that .ci/run sums.
import { setTimeout as pause } from 'node:timers/promises';

/** A later check makes no sense without this one. */
class Stopped extends Error {}

export class Checks {
  #passed = 0;
  #failed = 0;

  /** Runs one check; what it returns as text is shown behind its name. Resolves to whether it passed. */
  async check(name, work) {
    const began = performance.now();
    try {
      const detail = await work();
      this.#passed += 1;
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`ok   ${name} (${typeof detail === 'string' ? `${detail}, ` : ''}${seconds} s)`);
      return true;
    } catch (error) {
      this.#failed += 1;
      console.log(`FAIL ${name}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  /** Like `check`, and ends the run where it fails. */
  async need(name, work) {
    if (!(await this.check(name, work))) throw new Stopped();
  }

  note(text) {
    console.log(`     ${text}`);
  }

  /**
   * Runs `work` within a limit, then `cleanUp` whatever happened, prints the sum and ends the process with 0 only if nothing failed.
   */
  async main(limitMs, work, cleanUp) {
    let over = false;
    const end = async (failure) => {
      if (over) return;
      over = true;
      if (failure !== undefined) {
        this.#failed += 1;
        console.log(`FAIL ${failure}`);
      }
      // What hangs while it is cleaned up must not hide the result.
      await Promise.race([Promise.resolve(cleanUp()).catch((error) => console.log(`cleaning up: ${error}`)), pause(30_000)]);
      console.log(`${this.#passed} passed, ${this.#failed} failed`);
      process.exit(this.#failed === 0 ? 0 : 1);
    };
    setTimeout(() => void end(`not done within ${limitMs / 1000} s`), limitMs).unref();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void end(`ended by ${signal}`));
    await work().then(
      () => end(),
      (error) => end(error instanceof Stopped ? undefined : `broke off: ${error?.stack ?? error}`),
    );
  }
}

export function expect(condition, complaint) {
  if (!condition) throw new Error(complaint);
}

export function expectEqual(actual, wanted, what) {
  const [is, should] = [actual, wanted].map((value) => JSON.stringify(value));
  expect(is === should, `${what} is ${is}, not ${should}`);
}

/** Asks until the answer is truthy and returns it; throws after the limit. What the condition throws counts as no. */
export async function waitUntil(what, limitMs, condition) {
  const limit = performance.now() + limitMs;
  let lastError = '';
  for (;;) {
    try {
      const met = await condition();
      if (met) return met;
    } catch (error) {
      lastError = `: ${error.message}`;
    }
    if (performance.now() > limit) throw new Error(`not within ${limitMs / 1000} s: ${what}${lastError}`);
    await pause(25);
  }
}
