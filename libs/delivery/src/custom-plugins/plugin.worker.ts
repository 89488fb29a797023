import { parentPort, workerData } from 'node:worker_threads';
import { loadPlugin } from './load-plugin.js';
import type { FromThread, ThreadStart, ToThread } from './plugin-messages.js';
import { ThreadCalls } from './thread-calls.js';

// The thread of one custom plugin. Nothing of the relay is here but what a plugin may have.
const port = parentPort;
const post = (message: FromThread, transfer: readonly ArrayBuffer[] = []): void => port?.postMessage(message, transfer);
let calls: ThreadCalls | null = null;

port?.on('message', (message: ToThread) => {
  if (message.kind === 'ping') post({ kind: 'pong' });
  else calls?.hear(message);
});

const { location } = workerData as ThreadStart;
const loaded = await loadPlugin(location);
if ('reason' in loaded) post({ kind: 'not-loaded', ...loaded });
else {
  calls = new ThreadCalls(loaded.plugin, post);
  post({ kind: 'loaded', facts: loaded.facts });
}
