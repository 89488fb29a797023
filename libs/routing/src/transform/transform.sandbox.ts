import { TRANSFORM_TIME_LIMIT_MS, type TransformFault, type TransformJob, type TransformResult } from '@posthorn/contracts';
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import { PRELUDE } from './prelude.js';
import { readTransformInput, TransformInputError, type TransformInput } from './transform-input.js';
import { readTransformOutput, TransformOutputError, type RawOutput } from './transform-output.js';

/** The name under which faults show the code. */
const FILE = 'transform.js';
/** Unless it is told, the engine takes code with an `export` for a module. */
const SCRIPT = { type: 'global' } as const;
const BASE_MEMORY_BYTES = 16 * 1024 * 1024;
/** What a byte of JSON may become as values, and the same again for the result. */
const MEMORY_PER_BODY_BYTE = 16;
const MAX_STACK_BYTES = 256 * 1024;
const MAX_LOGS = 50;
const JOBS_AT_ONCE = 100;
/** To say what went wrong takes a little time and memory, too. */
const LAST_WORDS = { ms: 50, bytes: 1024 * 1024 } as const;

/** A run that was ended from outside, so that nothing in the sandbox can be asked any more. */
class HostFault extends Error {}

/**
 * Runs transforms in QuickJS, compiled to WebAssembly: another JavaScript engine inside this one, with no way to anything of ours. Each run
 * has a runtime of its own, so nothing is left from run to run; what goes in and out is text. Blocks its thread while a transform runs, and
 * what loops inside of a built-in function is not ended by it: for that a thread has to be ended from outside.
 */
export class TransformSandbox {
  private module: Promise<QuickJSWASMModule> | null = null;

  /** Resolves for every fault of the code; rejects only if the engine itself cannot be loaded. */
  async run(job: TransformJob): Promise<TransformResult> {
    let input: TransformInput;
    try {
      input = readTransformInput(job);
    } catch (error) {
      if (error instanceof TransformInputError) return { ok: false, fault: faultOf(error.message), logs: [], durationMs: 0 };
      throw error;
    }
    const module = await this.load();
    const run = new SandboxRun(module, job.event.receivedAtMs, seedOf(job.event.id), input.body.length);
    try {
      const output = run.transform(job.code, input);
      if ('fault' in output) return { ok: false, fault: output.fault, ...run.account() };
      return { ok: true, ...readTransformOutput(output, job.event.headers, input.headers), ...run.account() };
    } catch (error) {
      if (error instanceof TransformOutputError) return { ok: false, fault: faultOf(error.message), ...run.account() };
      return { ok: false, fault: this.hostFault(error), ...run.account() };
    } finally {
      this.end(run);
    }
  }

  /** `null` = the code parses, runs, and defines `transform`. */
  async check(code: string): Promise<TransformFault | null> {
    const run = new SandboxRun(await this.load(), 0, 0, 0);
    try {
      return run.check(code);
    } catch (error) {
      return this.hostFault(error);
    } finally {
      this.end(run);
    }
  }

  private load(): Promise<QuickJSWASMModule> {
    return (this.module ??= newQuickJSWASMModuleFromVariant(import('@jitl/quickjs-wasmfile-release-sync')));
  }

  /** What ends in the middle of the engine leaves it in pieces: the next run gets a new one. */
  private hostFault(error: unknown): TransformFault {
    this.module = null;
    if (String(error).startsWith('RangeError')) return faultOf('The stack overflowed.');
    return faultOf('The engine that runs transforms failed.');
  }

  private end(run: SandboxRun): void {
    if (this.module === null) return;
    try {
      run.dispose();
    } catch {
      this.module = null;
    }
  }
}

/** One runtime and context of the engine, for one run of one transform. */
class SandboxRun {
  private readonly runtime: QuickJSRuntime;
  private readonly context: QuickJSContext;
  private readonly tools: QuickJSHandle;
  private readonly handles: QuickJSHandle[] = [];
  private readonly logs: string[] = [];
  private readonly memoryBytes: number;
  private readonly startedUs = cpuUs();
  private limitUs = TRANSFORM_TIME_LIMIT_MS * 1_000;
  private timeIsOver = false;

  constructor(module: QuickJSWASMModule, nowMs: number, seed: number, bodyChars: number) {
    this.memoryBytes = BASE_MEMORY_BYTES + bodyChars * MEMORY_PER_BODY_BYTE;
    this.runtime = module.newRuntime();
    this.runtime.setMemoryLimit(this.memoryBytes);
    this.runtime.setMaxStackSize(MAX_STACK_BYTES);
    this.runtime.setInterruptHandler(() => (this.timeIsOver = cpuUs() - this.startedUs > this.limitUs));
    this.context = this.runtime.newContext();
    const emit = this.keep(this.context.newFunction('emit', (line) => this.log(line)));
    const prelude = this.keep(this.context.unwrapResult(this.context.evalCode(PRELUDE, 'prelude.js', SCRIPT)));
    const made = this.call(prelude, emit, this.number(nowMs), this.number(seed));
    if (!('value' in made)) throw new HostFault('the prelude failed');
    this.tools = made.value;
  }

  transform(code: string, input: TransformInput): RawOutput | { readonly fault: TransformFault } {
    const event = this.tool('event', this.text(input.meta), this.text(input.body), this.text(input.encoding));
    if (!('value' in event)) return { fault: this.describe(event.error) };
    const defined = this.define(code);
    if ('fault' in defined) return defined;
    const called = this.call(defined.transform, event.value);
    const settled = 'value' in called ? this.settle(called.value) : called;
    if ('fault' in settled) return settled;
    const result = 'value' in settled ? this.tool('result', settled.value) : settled;
    if (!('value' in result)) return { fault: this.describe(result.error) };
    const fault = this.textOf(result.value, 'fault');
    if (fault !== undefined) return { fault: faultOf(fault) };
    const head = this.textOf(result.value, 'head') ?? '';
    return { head, text: this.textOf(result.value, 'text'), json: this.textOf(result.value, 'json') };
  }

  check(code: string): TransformFault | null {
    const defined = this.define(code);
    return 'fault' in defined ? defined.fault : null;
  }

  account(): { readonly logs: readonly string[]; readonly durationMs: number } {
    return { logs: this.logs, durationMs: Math.round((cpuUs() - this.startedUs) / 10) / 100 };
  }

  dispose(): void {
    for (const handle of this.handles.reverse()) if (handle.alive) handle.dispose();
    this.context.dispose();
    this.runtime.dispose();
  }

  private define(code: string): { readonly transform: QuickJSHandle } | { readonly fault: TransformFault } {
    if (code.includes('\0')) return { fault: faultOf('It contains a NUL.') };
    const ran = this.context.evalCode(code, FILE, SCRIPT);
    if (ran.error) {
      const fault = this.describe(this.keep(ran.error));
      const isModule = /^\s*(export|import)\b/m.test(code) && fault.message.startsWith('SyntaxError');
      return { fault: isModule ? { ...fault, message: `${fault.message} (a transform is a script, without import and export)` } : fault };
    }
    this.keep(ran.value);
    const found = this.context.evalCode('typeof transform === "function" ? transform : undefined', 'lookup.js', SCRIPT);
    if (found.error) return { fault: this.describe(this.keep(found.error)) };
    const transform = this.keep(found.value);
    if (this.context.typeof(transform) === 'function') return { transform };
    return { fault: faultOf('It defines no function transform(event).') };
  }

  /** A promise is waited for as long as there is something to be done: nothing outside could ever settle it. */
  private settle(value: QuickJSHandle): Settled {
    for (;;) {
      const state = this.context.getPromiseState(value);
      if (state.type === 'fulfilled') return { value: state.notAPromise ? value : this.keep(state.value) };
      if (state.type === 'rejected') return { error: this.keep(state.error) };
      if (!this.runtime.hasPendingJob()) return { fault: faultOf('It returned a promise that never settles.') };
      const ran = this.runtime.executePendingJobs(JOBS_AT_ONCE);
      if (ran.error) return { error: this.keep(ran.error) };
      // A job that is over in no time is never interrupted, and may have made the next one.
      if (cpuUs() - this.startedUs > this.limitUs) {
        this.timeIsOver = true;
        return { fault: TIME_IS_OVER };
      }
    }
  }

  private describe(error: QuickJSHandle): TransformFault {
    const wasOver = this.timeIsOver;
    this.limitUs = cpuUs() - this.startedUs + LAST_WORDS.ms * 1_000;
    this.runtime.setMemoryLimit(this.memoryBytes + LAST_WORDS.bytes);
    const described = this.tool('describe', error);
    const place = 'value' in described ? readError(this.context.getString(described.value)) : null;
    if (wasOver) return { ...TIME_IS_OVER, line: place?.line ?? null, column: place?.column ?? null };
    return place ?? faultOf('It threw something that cannot be shown.');
  }

  private log(line: QuickJSHandle): void {
    if (this.logs.length < MAX_LOGS) this.logs.push(String(JSON.parse(this.context.getString(line))));
  }

  private tool(name: string, ...args: QuickJSHandle[]): Called {
    return this.call(this.keep(this.context.getProp(this.tools, name)), ...args);
  }

  private call(callee: QuickJSHandle, ...args: QuickJSHandle[]): Called {
    const called = this.context.callFunction(callee, this.context.undefined, ...args);
    return called.error ? { error: this.keep(called.error) } : { value: this.keep(called.value) };
  }

  private textOf(object: QuickJSHandle, name: string): string | undefined {
    const value = this.keep(this.context.getProp(object, name));
    return this.context.typeof(value) === 'string' ? this.context.getString(value) : undefined;
  }

  private text(value: string): QuickJSHandle {
    return this.keep(this.context.newString(value));
  }

  private number(value: number): QuickJSHandle {
    return this.keep(this.context.newNumber(value));
  }

  private keep<Handle extends QuickJSHandle>(handle: Handle): Handle {
    this.handles.push(handle);
    return handle;
  }
}

type Called = { readonly value: QuickJSHandle } | { readonly error: QuickJSHandle };
type Settled = Called | { readonly fault: TransformFault };

const TIME_IS_OVER = faultOf(`It ran for more than ${TRANSFORM_TIME_LIMIT_MS} ms.`);

function faultOf(message: string): TransformFault {
  return { message, line: null, column: null };
}

/** `text`: what `describe` of the prelude made of an error. */
function readError(text: string): TransformFault | null {
  const parts = JSON.parse(text) as unknown;
  if (!Array.isArray(parts)) return null;
  const [name, message, stack] = parts.map(String);
  const place = /transform\.js:(\d+)(?::(\d+))?/.exec(stack ?? '');
  const said = [name, message].filter(Boolean).join(': ') || 'It threw something without a message.';
  return { message: said, line: place?.[1] ? Number(place[1]) : null, column: place?.[2] ? Number(place[2]) : null };
}

/** Of the clock, a machine that is busy with other things would take from a transform's time. */
function cpuUs(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

/** FNV-1a. */
function seedOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
