import type { EngineMemory } from './engine-memory.js';
import { MemoryImage, PAGE_BYTES } from './memory-image.js';

/** So much is asked of the engine to see which word in its static data follows. */
export const PROBE_BYTES = 1024 * 1024;
/** An allocator takes from the system in steps of this at most. */
const STEP_BYTES = 256 * 1024;
/** Where static data lies, before the stack and the heap. */
const STATIC_BYTES = 1024 * 1024;

/**
 * Finds the word in which the engine keeps how far its heap has come (C's `sbrk`), by watching which one moves when `probe` makes it
 * allocate {@link PROBE_BYTES}. Where none does, the whole memory counts as used: slow, but never wrong. `usedEnd`: all above was zero.
 */
export function findHeapEnd(memory: EngineMemory, usedEnd: number, probe: () => void): () => number {
  const before = new Uint32Array(memory.buffer.slice(0, STATIC_BYTES));
  probe();
  const after = new Uint32Array(memory.buffer, 0, before.length);
  let [found, end] = [-1, new MemoryImage(memory, memory.buffer.byteLength).end - PAGE_BYTES];
  for (let at = 0; at < before.length; at++) {
    const [from, to] = [before[at] ?? 0, after[at] ?? 0];
    const moved = to - from;
    if (from <= usedEnd - PAGE_BYTES || moved < PROBE_BYTES || moved > PROBE_BYTES + STEP_BYTES || to > memory.buffer.byteLength) continue;
    if (to > end) [found, end] = [at, to];
  }
  if (found < 0) return () => memory.buffer.byteLength;
  return () => Math.min(new Uint32Array(memory.buffer, found * 4, 1)[0] ?? Infinity, memory.buffer.byteLength);
}
