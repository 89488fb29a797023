import { existsSync } from 'node:fs';

/**
 * The file that a thread begins with, by its path below `src` without its extension. A thread runs what was built, whoever starts it; without a
 * build, as in development, the source by the loader that its starter has.
 */
export function workerEntry(path: string): URL {
  const built = new URL(`../../dist/${path}.js`, import.meta.url);
  return existsSync(built) ? built : new URL(`../${path}.ts`, import.meta.url);
}
