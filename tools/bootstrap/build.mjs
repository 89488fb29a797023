// Compiles every project with the native TypeScript compiler: 0.1 s when nothing has changed.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const run = spawnSync(process.execPath, [join(root, 'node_modules/@typescript/native/bin/tsc'), '-b', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(run.status ?? 1);
