import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

it('the generated client is what the OpenAPI document says (else: npm run generate:client)', () => {
  const { stdout, stderr, status } = spawnSync(
    join(root, 'node_modules/.bin/node'),
    ['-C', '@posthorn/source', '--import', './tools/bootstrap/register-ts.mjs', 'tools/client/generate.mjs', '--check'],
    { cwd: root, encoding: 'utf8' },
  );
  expect([stdout.trim(), stderr, status]).toEqual(['up to date', '', 0]);
});
