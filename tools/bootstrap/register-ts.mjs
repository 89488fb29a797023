// Dev-only loader: runs .ts files (legacy decorators + decorator metadata) straight from source, no build step.
// Node's own type stripping cannot do decorators. Output is cached by content under node_modules/.cache.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../..', import.meta.url));
const cacheDir = join(root, 'node_modules/.cache/register-ts');
const swcrc = readFileSync(join(root, '.swcrc'), 'utf8');
const swcVersion = JSON.parse(readFileSync(join(root, 'node_modules/@swc/core/package.json'), 'utf8')).version;
mkdirSync(cacheDir, { recursive: true });
let swc;

function compile(file) {
  const code = readFileSync(file, 'utf8');
  const key = createHash('sha1').update(swcVersion).update(swcrc).update(file).update(code).digest('hex');
  const cached = join(cacheDir, `${key}.js`);
  if (existsSync(cached)) return readFileSync(cached, 'utf8');
  swc ??= require('@swc/core');
  const out = swc.transformSync(code, {
    ...JSON.parse(swcrc),
    $schema: undefined,
    swcrc: false,
    configFile: false,
    filename: file,
    sourceMaps: 'inline',
  }).code;
  writeFileSync(`${cached}.${process.pid}`, out);
  renameSync(`${cached}.${process.pid}`, cached);
  return out;
}

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.endsWith('.js') && /^\.{1,2}\//.test(specifier) && context.parentURL?.endsWith('.ts')) {
      const ts = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(ts)) return next(ts.href, context);
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/')) {
      return { format: 'module', source: compile(fileURLToPath(url)), shortCircuit: true };
    }
    return next(url, context);
  },
});
