// Runs jest on the pinned Node with native ES modules: `node tools/check/jest.mjs [paths or jest options]`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const node = join(root, 'node_modules/.bin/node');
const jest = join(root, 'node_modules/jest/bin/jest.js');
const config = join(root, 'tools/check/jest.config.mjs');
const run = spawn(node, ['--experimental-vm-modules', '--no-warnings', jest, '-c', config, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
// Passed on, so that jest can take its Postgres down with it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => run.kill(signal));
run.on('exit', (code) => process.exit(code ?? 1));
