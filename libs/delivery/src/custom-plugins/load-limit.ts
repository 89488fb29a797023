import type { Worker } from 'node:worker_threads';

const LOOK_MS = 250;
/** Processor time: an import on a busy machine must not look like one without an end. */
const LOAD_CPU_MS = 5_000;
/** By the clock, for an import that sleeps. */
const LOAD_MS = 20_000;

/** Calls `onOver` when an import has used up its time; answers what calls it off. */
export function limitLoad(worker: Pick<Worker, 'cpuUsage'>, onOver: () => void): () => void {
  const startedMs = performance.now();
  let isOn = true;
  const look = async (): Promise<void> => {
    const usage = await worker.cpuUsage().catch(() => ({ user: 0, system: 0 }));
    const isOver = (usage.user + usage.system) / 1_000 > LOAD_CPU_MS || performance.now() - startedMs > LOAD_MS;
    if (isOn && isOver) onOver();
  };
  const timer = setInterval(() => void look(), LOOK_MS).unref();
  return () => {
    isOn = false;
    clearInterval(timer);
  };
}
