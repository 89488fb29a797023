import { parentPort } from 'node:worker_threads';
import { TransformSandbox } from '@posthorn/routing';
import type { TransformAnswer, TransformQuestion } from './transform-message.js';
import { useUtc } from './utc-clock.js';

useUtc();
const sandbox = new TransformSandbox();

async function answer(question: TransformQuestion): Promise<TransformAnswer> {
  try {
    if (question.ask === 'check') return { fault: await sandbox.check(question.code) };
    const { event } = question.job;
    // What crossed to this thread is no Buffer any more.
    const body = Buffer.from(event.body.buffer, event.body.byteOffset, event.body.byteLength);
    return { result: await sandbox.run({ ...question.job, event: { ...event, body } }) };
  } catch (error) {
    return { error: String(error) };
  }
}

parentPort?.on('message', (question: TransformQuestion) => void answer(question).then((said) => parentPort?.postMessage(said)));
