// Runs jest on the pinned Node with native ES modules: `node tools/check/jest.mjs [paths or jest options]`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const node = join(root, 'node_modules/.bin/node');
const jest = join(root, 'node_modules/jest/bin/jest.js');
const run = spawnSync(
  node,
  ['--experimental-vm-modules', '--no-warnings', jest, '-c', join(root, 'tools/check/jest.config.mjs'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
process.exit(run.status ?? 1);
