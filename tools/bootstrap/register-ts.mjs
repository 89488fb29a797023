// Loader for development and checks: runs .ts files (legacy decorators and their metadata) straight from source, no build step.
// Node's own type stripping cannot do decorators. What SWC makes of a file is cached by its content below node_modules/.cache.
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
  // Loaded at the first miss only: with a warm cache the native compiler is not needed at all.
  swc ??= require('@swc/core');
  const { $schema, ...options } = JSON.parse(swcrc);
  const { code: compiled } = swc.transformSync(code, { ...options, swcrc: false, configFile: false, filename: file, sourceMaps: 'inline' });
  // Renamed into place: several processes may compile the same file at once.
  const draft = `${cached}.${process.pid}`;
  writeFileSync(draft, compiled);
  renameSync(draft, cached);
  return compiled;
}

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.endsWith('.js') && /^\.{1,2}\//.test(specifier) && context.parentURL?.endsWith('.ts')) {
      const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(source)) return next(source.href, context);
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
