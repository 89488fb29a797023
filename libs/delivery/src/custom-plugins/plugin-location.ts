import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where a thread finds a plugin: what to import, and seen from where. */
export interface PluginLocation {
  readonly specifier: string;
  /** A URL. */
  readonly parent: string;
  /** For people, until the plugin has said its type: the name of its folder or package. */
  readonly name: string;
}

/** A sentence if there is nothing there. */
export function locatePlugin(entry: string, workingDir: string): PluginLocation | string {
  const folder = resolve(workingDir, entry);
  const isFolder = existsSync(folder) && statSync(folder).isDirectory();
  if (isFolder) return locateFolder(realpathSync(folder));
  if (entry.startsWith('.') || isAbsolute(entry)) return `There is no folder ${folder}.`;
  // A package, as a file in the working directory would import it.
  return { specifier: entry, parent: pathToFileURL(join(workingDir, 'posthorn.js')).href, name: basename(entry) };
}

function locateFolder(folder: string): PluginLocation | string {
  const at = { parent: pathToFileURL(join(folder, 'package.json')).href, name: basename(folder) };
  const manifest = readManifest(join(folder, 'package.json'));
  if (typeof manifest === 'string') return manifest;
  // Node resolves a package's own name by its exports, conditions and all.
  if (typeof manifest['name'] === 'string' && manifest['exports'] !== undefined) return { ...at, specifier: manifest['name'] };
  const files = [manifest['main'], 'dist/index.js', 'index.js'].filter((file) => typeof file === 'string');
  const file = files.map((name) => join(folder, name)).find((name) => existsSync(name));
  if (file === undefined) return `${folder} has neither a package.json with exports or main, nor dist/index.js. Has it been built?`;
  return { ...at, specifier: pathToFileURL(file).href };
}

function readManifest(file: string): Readonly<Record<string, unknown>> | string {
  if (!existsSync(file)) return {};
  try {
    return { ...Object(JSON.parse(readFileSync(file, 'utf8'))) };
  } catch {
    return `${file} is no JSON.`;
  }
}
