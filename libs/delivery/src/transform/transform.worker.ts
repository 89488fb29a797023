import { parentPort, workerData } from 'node:worker_threads';
import { TransformSandbox } from '@posthorn/routing';
import { bufferOf } from '../threads/buffer-of.js';
import { ThreadClock } from './thread-clock.js';
import type { TransformAnswer, TransformPost } from './transform-message.js';
import { useUtc } from './utc-clock.js';

useUtc();
const sandbox = new TransformSandbox();
const clock = new ThreadClock(workerData as SharedArrayBuffer);

async function answer({ run, question }: TransformPost): Promise<TransformAnswer> {
  try {
    await sandbox.start();
    const { user, system } = process.threadCpuUsage();
    clock.begin(run, user + system);
    if (question.ask === 'check') return { fault: await sandbox.check(question.code) };
    const { event } = question.job;
    // What crossed to this thread is no Buffer any more.
    const body = bufferOf(event.body);
    const result = await sandbox.run({ ...question.job, event: { ...event, body } });
    // A slice of Node's own pool would take the whole pool across.
    return { result: result.ok ? { ...result, body: new Uint8Array(result.body) as Buffer } : result };
  } catch (error) {
    return { error: String(error) };
  }
}

let last = Promise.resolve();
parentPort?.on('message', (post: TransformPost) => {
  last = last.then(async () => parentPort?.postMessage(await answer(post)));
});
// Ready before it is asked, as far as that goes: a failure is told to who asks.
sandbox.start().catch(() => undefined);
