import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import { BoundedMemory, type EngineMemory } from './engine-memory.js';
import { findHeapEnd, PROBE_BYTES } from './heap-end.js';
import { MemoryImage } from './memory-image.js';
import { PRELUDE } from './prelude.js';

/** Unless it is told, the engine takes code with an `export` for a module. */
export const SCRIPT = { type: 'global' } as const;
const MAX_STACK_BYTES = 256 * 1024;
/** What a run may use without counting its body, and what the engine takes for its stack and itself. */
const MEMORY_BYTES = { run: 16 * 1024 * 1024, engine: 6 * 1024 * 1024 } as const;
/** Of images of code, for each thread; one of them takes about 0.2 MiB. */
const MAX_IMAGES_BYTES = 16 * 1024 * 1024;
const MAX_IMAGE_BYTES = 1024 * 1024;

/** A run that was ended from outside, so that nothing in the sandbox can be asked any more. */
export class HostFault extends Error {}

/** Who is asked and told while code runs. */
export interface SandboxHooks {
  shouldStop(): boolean;
  log(line: string): void;
}

export interface SandboxSetting {
  readonly code: string;
  readonly nowMs: number;
  readonly seed: number;
  /** What it may use because its body is large. */
  readonly extraMemoryBytes: number;
}

interface PreparedCode {
  readonly image: MemoryImage;
  readonly transform: QuickJSHandle;
}

/**
 * One QuickJS in a WebAssembly memory of its own, which is written back to what it was before each run: nothing is left from run to run,
 * not even in memory that was given back, and handles of an earlier run are forgotten and never disposed of. Where code has been run up to
 * its end (which says what it defines) and that looked at nothing that differs between events, the memory as it stood then is kept too.
 */
export class SandboxEngine {
  readonly runtime: QuickJSRuntime;
  readonly context: QuickJSContext;
  readonly memory: EngineMemory;
  private readonly tools: ReadonlyMap<string, QuickJSHandle>;
  private readonly heapEnd: () => number;
  private readonly base: MemoryImage;
  /** In the order of use. */
  private readonly prepared = new Map<string, PreparedCode>();
  private preparedBytes = 0;
  private hooks: SandboxHooks | null = null;

  static async start(): Promise<SandboxEngine> {
    const bounded = new BoundedMemory(MEMORY_BYTES.run + MEMORY_BYTES.engine);
    // Its declarations are those of CommonJS, its module is none.
    const { default: variant } = (await import('@jitl/quickjs-wasmfile-release-sync')) as unknown as { default: QuickJSSyncVariant };
    return new SandboxEngine(await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: bounded.memory })), bounded);
  }

  private constructor(
    module: QuickJSWASMModule,
    private readonly bounded: BoundedMemory,
  ) {
    this.memory = bounded.memory;
    this.runtime = module.newRuntime();
    this.runtime.setMaxStackSize(MAX_STACK_BYTES);
    this.runtime.setInterruptHandler(() => this.hooks?.shouldStop() ?? false);
    this.context = this.runtime.newContext();
    this.tools = this.runPrelude();
    this.base = new MemoryImage(this.memory, this.memory.buffer.byteLength);
    this.heapEnd = findHeapEnd(this.memory, this.base.end, () => this.context.newArrayBuffer(new ArrayBuffer(PROBE_BYTES)));
  }

  /** Whether a run has made it too large for the next. */
  get isWorn(): boolean {
    return this.bounded.hasGrown;
  }

  /** Whether it has used up its memory since it was allowed some. */
  get isFull(): boolean {
    return this.bounded.isFull;
  }

  /** What images of code take. */
  get keptBytes(): number {
    return this.preparedBytes;
  }

  /** Forgets all that was. Returns what the code calls `transform`, if that is known; else it has to be run. */
  begin({ code, nowMs, seed, extraMemoryBytes }: SandboxSetting, hooks: SandboxHooks): QuickJSHandle | null {
    const known = this.prepared.get(code);
    if (known) {
      this.prepared.delete(code);
      this.prepared.set(code, known);
    }
    this.hooks = hooks;
    (known?.image ?? this.base).restore(this.memory, this.heapEnd());
    this.allow(extraMemoryBytes);
    const began = this.context.callFunction(this.tool('begin'), this.context.undefined, [
      this.context.newNumber(nowMs),
      this.context.newNumber(seed),
    ]);
    if (began.error) throw new HostFault('a run could not begin');
    return known?.transform ?? null;
  }

  /** How much a run may use beyond what each may. */
  allow(extraMemoryBytes: number): void {
    this.bounded.allow(extraMemoryBytes);
    // It refuses at once what is too large in itself.
    this.runtime.setMemoryLimit(MEMORY_BYTES.run + extraMemoryBytes);
  }

  /** The code has run, and nothing after it: the next run may begin here, unless the code looked at what differs between runs. */
  keep(code: string, transform: QuickJSHandle): void {
    const looked = this.context.callFunction(this.tool('looked'), this.context.undefined);
    if (looked.error || this.context.dump(looked.value) !== false) return;
    const image = new MemoryImage(this.memory, this.heapEnd());
    if (image.size > MAX_IMAGE_BYTES) return;
    this.prepared.set(code, { image, transform });
    this.preparedBytes += image.size;
    for (const [oldest, { image: old }] of this.prepared) {
      if (this.preparedBytes <= MAX_IMAGES_BYTES) break;
      this.prepared.delete(oldest);
      this.preparedBytes -= old.size;
    }
  }

  tool(name: string): QuickJSHandle {
    const tool = this.tools.get(name);
    if (!tool) throw new HostFault(`the prelude has no ${name}`);
    return tool;
  }

  private runPrelude(): ReadonlyMap<string, QuickJSHandle> {
    const { context } = this;
    const emit = context.newFunction('emit', (line) => this.hooks?.log(String(JSON.parse(context.getString(line)))));
    const prelude = context.unwrapResult(context.evalCode(PRELUDE, 'prelude.js', SCRIPT));
    const tools = context.unwrapResult(context.callFunction(prelude, context.undefined, [emit]));
    return new Map(['begin', 'looked', 'event', 'result', 'describe'].map((name) => [name, context.getProp(tools, name)]));
  }
}
