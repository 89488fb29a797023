import { TRANSFORM_TIME_LIMIT_MS, type TransformFault } from '@posthorn/contracts';
import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core';
import { SCRIPT, type SandboxEngine, type SandboxHooks } from './sandbox-engine.js';
import type { TransformInput } from './transform-input.js';
import type { RawOutput } from './transform-output.js';

/** The name under which faults show the code. */
const FILE = 'transform.js';
/** What a byte of JSON may become as values, and the same again for the result. */
const MEMORY_PER_BODY_BYTE = 16;
const MAX_LOGS = 50;
const JOBS_AT_ONCE = 100;
/** To say what went wrong takes a little time and memory, too. */
const LAST_WORDS = { ms: 50, bytes: 2 * 1024 * 1024 } as const;

/** One run of one transform. Its handles are not disposed of: the engine forgets them with all else before the next run. */
export class SandboxRun implements SandboxHooks {
  private readonly context: QuickJSContext;
  private readonly logs: string[] = [];
  private readonly extraMemoryBytes: number;
  private readonly startedUs = cpuUs();
  private limitUs = TRANSFORM_TIME_LIMIT_MS * 1_000;
  private timeIsOver = false;

  constructor(
    private readonly engine: SandboxEngine,
    private readonly nowMs: number,
    private readonly seed: number,
    bodyChars: number,
  ) {
    this.context = engine.context;
    this.extraMemoryBytes = bodyChars * MEMORY_PER_BODY_BYTE;
  }

  transform(code: string, input: TransformInput): RawOutput | { readonly fault: TransformFault } {
    const defined = this.define(code);
    if ('fault' in defined) return defined;
    const event = this.tool('event', this.text(input.meta), this.text(input.body), this.text(input.encoding));
    if (!('value' in event)) return { fault: this.describe(event.error) };
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

  private define(code: string): Defined {
    if (code.includes('\0')) return { fault: faultOf('It contains a NUL.') };
    const { nowMs, seed, extraMemoryBytes } = this;
    const known = this.engine.begin({ code, nowMs, seed, extraMemoryBytes }, this);
    if (known) return { transform: known };
    const defined = this.evaluate(code);
    // What takes long would be given its time again by each run that begins behind it.
    if ('transform' in defined && cpuUs() - this.startedUs < this.limitUs / 10) this.engine.keep(code, defined.transform);
    return defined;
  }

  private evaluate(code: string): Defined {
    const ran = this.context.evalCode(code, FILE, SCRIPT);
    if (ran.error) {
      const fault = this.describe(ran.error);
      const isModule = /^\s*(export|import)\b/m.test(code) && fault.message.startsWith('SyntaxError');
      return { fault: isModule ? { ...fault, message: `${fault.message} (a transform is a script, without import and export)` } : fault };
    }
    const found = this.context.evalCode('typeof transform === "function" ? transform : undefined', 'lookup.js', SCRIPT);
    if (found.error) return { fault: this.describe(found.error) };
    const transform = found.value;
    if (this.context.typeof(transform) === 'function') return { transform };
    return { fault: faultOf('It defines no function transform(event).') };
  }

  /** A promise is waited for as long as there is something to be done: nothing outside could ever settle it. */
  private settle(value: QuickJSHandle): Settled {
    for (;;) {
      const state = this.context.getPromiseState(value);
      if (state.type === 'fulfilled') return { value: state.notAPromise ? value : state.value };
      if (state.type === 'rejected') return { error: state.error };
      if (!this.engine.runtime.hasPendingJob()) return { fault: faultOf('It returned a promise that never settles.') };
      const ran = this.engine.runtime.executePendingJobs(JOBS_AT_ONCE);
      if (ran.error) return { error: ran.error };
      // A job that is over in no time is never interrupted, and may have made the next one.
      if (cpuUs() - this.startedUs > this.limitUs) {
        this.timeIsOver = true;
        return { fault: TIME_IS_OVER };
      }
    }
  }

  private describe(error: QuickJSHandle): TransformFault {
    const wasOver = this.timeIsOver;
    // Without memory for an error, the engine throws null.
    if (this.engine.isFull && this.context.sameValue(error, this.context.null)) return faultOf('InternalError: out of memory');
    this.limitUs = cpuUs() - this.startedUs + LAST_WORDS.ms * 1_000;
    this.engine.allow(this.extraMemoryBytes + LAST_WORDS.bytes);
    const described = this.tool('describe', error);
    const place = 'value' in described ? readError(this.context.getString(described.value)) : null;
    if (wasOver) return { ...TIME_IS_OVER, line: place?.line ?? null, column: place?.column ?? null };
    return place ?? faultOf('It threw something that cannot be shown.');
  }

  /** For the engine. */
  log(line: string): void {
    if (this.logs.length < MAX_LOGS) this.logs.push(line);
  }

  /** For the engine: it asks every some thousand steps. */
  shouldStop(): boolean {
    return (this.timeIsOver = cpuUs() - this.startedUs > this.limitUs);
  }

  private tool(name: string, ...args: QuickJSHandle[]): Called {
    return this.call(this.engine.tool(name), ...args);
  }

  private call(callee: QuickJSHandle, ...args: QuickJSHandle[]): Called {
    const called = this.context.callFunction(callee, this.context.undefined, ...args);
    return called.error ? { error: called.error } : { value: called.value };
  }

  private textOf(object: QuickJSHandle, name: string): string | undefined {
    const value = this.context.getProp(object, name);
    return this.context.typeof(value) === 'string' ? this.context.getString(value) : undefined;
  }

  private text(value: string): QuickJSHandle {
    return this.context.newString(value);
  }
}

type Called = { readonly value: QuickJSHandle } | { readonly error: QuickJSHandle };
type Defined = { readonly transform: QuickJSHandle } | { readonly fault: TransformFault };
type Settled = Called | { readonly fault: TransformFault };

const TIME_IS_OVER = faultOf(`It ran for more than ${TRANSFORM_TIME_LIMIT_MS} ms.`);

export function faultOf(message: string): TransformFault {
  return { message, line: null, column: null };
}

/** `text`: what `describe` of the prelude made of an error. */
function readError(text: string): TransformFault {
  const { name = '', message = '', stack = '' } = JSON.parse(text) as Readonly<Record<string, string | undefined>>;
  const place = /transform\.js:(\d+)(?::(\d+))?/.exec(stack);
  const said = [name, message].filter(Boolean).join(': ') || 'It threw something without a message.';
  return { message: said, line: place?.[1] ? Number(place[1]) : null, column: place?.[2] ? Number(place[2]) : null };
}

/** Of the clock, a machine that is busy with other things would take from a transform's time. */
function cpuUs(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}
