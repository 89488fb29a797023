// `npm run demo`: the Pet Store's documented webhooks through a relay of their own. Exit code 0 only if everything matched.
import { parseArgs, styleText } from 'node:util';
import { Cleanup } from './demo/cleanup.js';
import { type Narrator, runDemo } from './demo/run-demo.js';

const narrator: Narrator = {
  // styleText leaves colour out where stdout is no terminal or NO_COLOR is set.
  heading: (text) => console.log(`\n${styleText('bold', text, { stream: process.stdout })}\n`),
  text: (text) => console.log(text),
};

async function main(cleanup: Cleanup, interrupted: Promise<never>): Promise<number> {
  const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
  console.log(styleText('bold', 'Pet Store: documented webhooks, relayed', { stream: process.stdout }));
  const { relay, differences } = await Promise.race([runDemo(narrator, cleanup), interrupted]);
  report(differences.list);
  if (values.keep) {
    console.log(`\n  The relay stays until Ctrl-C. API ${relay.url}/api/v1, docs ${relay.url}/api/v1/docs`);
    console.log(`  email ${relay.email}, password ${relay.password}`);
    await interrupted.catch(() => undefined);
  }
  return differences.list.length === 0 ? 0 : 1;
}

function report(differences: readonly string[]): void {
  if (differences.length === 0) {
    console.log(styleText('green', '  Everything matched.', { stream: process.stdout }));
    return;
  }
  console.log(styleText('red', `  ${differences.length} differences:`, { stream: process.stdout }));
  for (const difference of differences) console.log(`  - ${difference}`);
}

/** Rejects with the exit code of a program ended by a signal, 128 + its number, so that cleaning up comes first. */
function interruption(): Promise<never> {
  const promise = new Promise<never>((_resolve, reject) => {
    process.once('SIGINT', () => reject(new Interrupted(130)));
    process.once('SIGTERM', () => reject(new Interrupted(143)));
  });
  promise.catch(() => undefined);
  return promise;
}

class Interrupted extends Error {
  constructor(readonly exitCode: number) {
    super('interrupted');
  }
}

const cleanup = new Cleanup();
let exitCode = 1;
try {
  exitCode = await main(cleanup, interruption());
} catch (error) {
  if (error instanceof Interrupted) exitCode = error.exitCode;
  else console.error(error instanceof Error ? error.message : error);
} finally {
  await cleanup.run();
}
// What an interrupted run left waiting must not hold the process open.
process.exit(exitCode);
