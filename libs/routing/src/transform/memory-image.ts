import type { EngineMemory } from './engine-memory.js';

export const PAGE_BYTES = 4096;
const EMPTY_PAGE = Buffer.alloc(PAGE_BYTES);
/** How far the stack may have come down into the gap that the engine leaves for it: twice what it is allowed. */
const STACK_BYTES = 512 * 1024;

interface Extent {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/**
 * What the memory of an engine held at one moment, so that it can hold it again: static data, a gap into which the stack grows down, the
 * heap that grows up. To write it back costs some hundredths of a millisecond, where a new engine costs a whole one.
 */
export class MemoryImage {
  private readonly extents: readonly Extent[];
  /** What it takes to keep, bytes. */
  readonly size: number;
  /** All above it was zero. */
  readonly end: number;

  /** `end`: nothing was written at or above it. */
  constructor(memory: EngineMemory, end: number) {
    this.extents = [...usedExtents(memory, end)].map(([at, to]) => ({ at, bytes: new Uint8Array(memory.buffer.slice(at, to)) }));
    const last = this.extents.at(-1);
    this.end = last ? last.at + last.bytes.length : 0;
    this.size = this.extents.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  /** Everything is as it was then. `end`: nothing was written at or above it since. */
  restore(memory: EngineMemory, end: number): void {
    const all = new Uint8Array(memory.buffer, 0, end);
    let cleared = 0;
    for (const { at, bytes } of this.extents) {
      let from = Math.max(cleared, at - STACK_BYTES);
      all.fill(0, from, at);
      for (; from > cleared && !isEmpty(memory, from - PAGE_BYTES); from -= PAGE_BYTES) all.fill(0, from - PAGE_BYTES, from);
      all.set(bytes, at);
      cleared = at + bytes.length;
    }
    if (cleared < end) all.fill(0, cleared);
  }
}

function* usedExtents(memory: EngineMemory, end: number): Generator<[from: number, to: number]> {
  let from = -1;
  for (let at = 0; at < end; at += PAGE_BYTES) {
    const isUsed = !isEmpty(memory, at);
    if (isUsed && from < 0) from = at;
    if (!isUsed && from >= 0) {
      yield [from, at];
      from = -1;
    }
  }
  if (from >= 0) yield [from, Math.ceil(end / PAGE_BYTES) * PAGE_BYTES];
}

function isEmpty(memory: EngineMemory, at: number): boolean {
  return EMPTY_PAGE.equals(new Uint8Array(memory.buffer, at, PAGE_BYTES));
}
