import { Injectable } from '@nestjs/common';

export type ReadinessCheck = (signal: AbortSignal) => Promise<void>;
export type CheckResult = 'ok' | 'failed' | 'timeout' | 'stopping';

/** A load balancer asks every few seconds; a check that takes longer than this is as good as failed. */
const DEFAULT_TIMEOUT_MS = 1_000;

/** What must hold before this process should get requests. Libs register their own; the reason of a failure goes to their log. */
@Injectable()
export class ReadinessChecks {
  readonly #checks = new Map<string, { readonly check: ReadinessCheck; readonly timeoutMs: number }>();
  #stopping = false;

  /** @param check rejects if not ready; its signal fires at the timeout */
  register(name: string, check: ReadinessCheck, timeoutMs = DEFAULT_TIMEOUT_MS): void {
    this.#checks.set(name, { check, timeoutMs });
  }

  /** From now on not ready: called first in a shutdown, so that balancers look elsewhere. */
  stop(): void {
    this.#stopping = true;
  }

  async run(): Promise<{ readonly ready: boolean; readonly checks: Readonly<Record<string, CheckResult>> }> {
    if (this.#stopping) return { ready: false, checks: { process: 'stopping' } };
    const results = await Promise.all(
      [...this.#checks].map(async ([name, { check, timeoutMs }]) => [name, await runOne(check, timeoutMs)] as const),
    );
    return { ready: results.every(([, result]) => result === 'ok'), checks: Object.fromEntries(results) };
  }
}

async function runOne(check: ReadinessCheck, timeoutMs: number): Promise<CheckResult> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => {
      resolve('timeout');
      abort.abort();
    }, timeoutMs);
  });
  const outcome = Promise.resolve()
    .then(() => check(abort.signal))
    .then(
      (): CheckResult => 'ok',
      (): CheckResult => 'failed',
    );
  try {
    return await Promise.race([outcome, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
