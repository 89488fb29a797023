/** A memory of WebAssembly. `buffer` is another one after each growth. */
export interface EngineMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The compiler's libraries for Node do not have it. */
declare const WebAssembly: { readonly Memory: new (limits: { readonly initial: number; readonly maximum: number }) => EngineMemory };

const WASM_PAGE_BYTES = 65_536;
/** What the engine was compiled for; how much it is given is decided as it grows. */
const MAX_PAGES = 32_768;

/**
 * The memory that an engine is given, and the only true limit of what code may use: compiled to WebAssembly, QuickJS cannot ask the
 * allocator how large a block is, and its own memory limit counts no more than a few bytes for each.
 */
export class BoundedMemory {
  readonly memory: EngineMemory;
  private mostBytes: number;
  private refused = false;

  constructor(private readonly initialBytes: number) {
    this.mostBytes = initialBytes;
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(initialBytes / WASM_PAGE_BYTES), maximum: MAX_PAGES });
    const grow = this.memory.grow.bind(this.memory);
    // Who grows it takes an exception for "there is no more".
    this.memory.grow = (pages) => {
      this.refused = this.memory.buffer.byteLength + pages * WASM_PAGE_BYTES > this.mostBytes;
      if (this.refused) throw new RangeError('the limit of a transform');
      return grow(pages);
    };
  }

  /** It never shrinks: what has grown for one run would let the next use more than it may. */
  get hasGrown(): boolean {
    return this.memory.buffer.byteLength > Math.ceil(this.initialBytes / WASM_PAGE_BYTES) * WASM_PAGE_BYTES;
  }

  /** Whether the last time that more was asked for, there was no more. */
  get isFull(): boolean {
    return this.refused;
  }

  /** So many bytes beyond those that it began with. */
  allow(extraBytes: number): void {
    this.refused = false;
    this.mostBytes = this.initialBytes + extraBytes;
  }
}
