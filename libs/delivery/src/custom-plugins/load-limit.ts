import type { Worker } from 'node:worker_threads';
import { processorTimeMs } from '../threads/processor-time.js';
import { MAX_HEAP_BYTES } from './thread-watch.js';

const LOOK_MS = 100;
/** Processor time: an import on a busy machine must not look like one without an end. */
const LOAD_CPU_MS = 5_000;
/** By the clock, for an import that sleeps. */
const LOAD_MS = 20_000;

/** Calls `onOver` when an import has used up its time or its memory; answers what calls it off. */
export function limitLoad(
  worker: Pick<Worker, 'cpuUsage' | 'getHeapStatistics'>,
  onOver: (end: 'hung' | 'out-of-memory') => void,
): () => void {
  const startedMs = performance.now();
  let isOn = true;
  const look = async (): Promise<void> => {
    const [usedMs, heap] = await Promise.all([processorTimeMs(worker), worker.getHeapStatistics().catch(() => null)]);
    if (isOn && heap !== null && heap.used_heap_size > MAX_HEAP_BYTES) return onOver('out-of-memory');
    const isOver = (usedMs ?? 0) > LOAD_CPU_MS || performance.now() - startedMs > LOAD_MS;
    if (isOn && isOver) onOver('hung');
  };
  const timer = setInterval(() => void look(), LOOK_MS).unref();
  return () => {
    isOn = false;
    clearInterval(timer);
  };
}
