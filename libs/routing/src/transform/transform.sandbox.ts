import type { TransformFault, TransformJob, TransformResult } from '@posthorn/contracts';
import { SandboxEngine } from './sandbox-engine.js';
import { faultOf, SandboxRun } from './sandbox-run.js';
import { readTransformInput, TransformInputError, type TransformInput } from './transform-input.js';
import { readTransformOutput, TransformOutputError } from './transform-output.js';

/**
 * Runs transforms in QuickJS, compiled to WebAssembly: another JavaScript engine inside this one, with no way to anything of ours. Its
 * memory is written back before each run, so nothing is left from run to run; what goes in and out is text. Blocks its thread while a
 * transform runs, and what loops inside of a built-in function is not ended by it: for that a thread has to be ended from outside.
 */
export class TransformSandbox {
  private engine: Promise<SandboxEngine> | null = null;

  /** Makes the engine, where there is none yet, so that no run is charged for it. Rejects if it cannot be loaded. */
  async start(): Promise<void> {
    await this.load();
  }

  /** Resolves for every fault of the code; rejects only if the engine itself cannot be loaded. */
  async run(job: TransformJob): Promise<TransformResult> {
    let input: TransformInput;
    try {
      input = readTransformInput(job);
    } catch (error) {
      if (error instanceof TransformInputError) return { ok: false, fault: faultOf(error.message), logs: [], durationMs: 0 };
      throw error;
    }
    const engine = await this.load();
    const run = new SandboxRun(engine, job.event.receivedAtMs, seedOf(job.event.id), input.body.length);
    try {
      const output = run.transform(job.code, input);
      if ('fault' in output) return { ok: false, fault: output.fault, ...run.account() };
      return { ok: true, ...readTransformOutput(output, job.event.headers, input.headers), ...run.account() };
    } catch (error) {
      if (error instanceof TransformOutputError) return { ok: false, fault: faultOf(error.message), ...run.account() };
      return { ok: false, fault: this.hostFault(error), ...run.account() };
    } finally {
      this.end(engine);
    }
  }

  /** `null` = the code parses, runs, and defines `transform`. */
  async check(code: string): Promise<TransformFault | null> {
    const engine = await this.load();
    try {
      return new SandboxRun(engine, 0, 0, 0).check(code);
    } catch (error) {
      return this.hostFault(error);
    } finally {
      this.end(engine);
    }
  }

  private load(): Promise<SandboxEngine> {
    this.engine ??= SandboxEngine.start().catch((error: unknown) => {
      this.engine = null;
      throw error;
    });
    return this.engine;
  }

  /** What ends in the middle of the engine leaves it in pieces: the next run gets a new one. */
  private hostFault(error: unknown): TransformFault {
    this.engine = null;
    if (String(error).startsWith('RangeError')) return faultOf('The stack overflowed.');
    return faultOf('The engine that runs transforms failed.');
  }

  private end(engine: SandboxEngine): void {
    if (engine.isWorn) this.engine = null;
  }
}

/** FNV-1a. */
function seedOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
