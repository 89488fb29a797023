import type { Worker } from 'node:worker_threads';

/** Processor time that a thread has used since it began, in milliseconds, also of one that is too busy to answer. `null`: it has ended. */
export async function processorTimeMs(worker: Pick<Worker, 'cpuUsage'>): Promise<number | null> {
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1_000;
  } catch {
    return null;
  }
}
