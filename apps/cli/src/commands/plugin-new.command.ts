import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Command } from '../command.js';
import { packageProject } from '../plugin-project/package-project.js';
import { readPluginName } from '../plugin-project/plugin-name.js';
import { compactJson, workspaceProject, type ProjectFiles } from '../plugin-project/workspace-project.js';
import { UsageError } from '../usage.error.js';

/** Where this command belongs to. */
const CHECKOUT = join(import.meta.dirname, '../../../..');
const WORKSPACE = '@posthorn/source';

export const pluginNewCommand: Command = {
  name: 'plugin new',
  args: ['name'],
  summary: 'writes a plugin that works, with its test: a project of this workspace, or a package of its own in a folder',
  options: { folder: { value: 'folder', description: 'where it goes; libs/plugins/<name> of the workspace unless given' } },
  run: ({ args: [text = ''], options, env }) => {
    const name = readPluginName(text);
    // npm runs a script in the root, and says where it was asked for.
    const askedIn = env['INIT_CWD'] || process.cwd();
    const workspace = workspaceAbove(askedIn);
    const isOwn = typeof options['folder'] === 'string' || workspace === null;
    const given = typeof options['folder'] === 'string' ? options['folder'] : name.type;
    const folder = isOwn ? resolve(askedIn, given) : join(workspace, 'libs/plugins', name.type);
    if (existsSync(folder)) throw new UsageError(`${folder} is there already.`);
    const files = isOwn ? packageProject(name, relative(folder, CHECKOUT) || '.') : workspaceProject(name, zodVersionOf(workspace));
    write(folder, files);
    if (!isOwn) addReference(workspace, `./libs/plugins/${name.type}`);
    const next = isOwn ? `cd ${folder} && npm test` : 'npm install && npm run build';
    const list = Object.keys(files).map((file) => `  ${file}\n`);
    return Promise.resolve({
      text: `Written to ${folder}:\n${list.join('')}\nNext: ${next}\nThen: POSTHORN_PLUGINS=${folder} npm start\n`,
      json: { type: name.type, folder, files: Object.keys(files) },
    });
  },
};

function workspaceAbove(folder: string): string | null {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest) && nameIn(manifest) === WORKSPACE) return folder;
  const above = dirname(folder);
  return above === folder ? null : workspaceAbove(above);
}

function nameIn(manifest: string): unknown {
  try {
    const { name }: { readonly name?: unknown } = Object(JSON.parse(readFileSync(manifest, 'utf8')));
    return name;
  } catch {
    return undefined;
  }
}

/** The same as the SDK's, so that there is one copy. */
function zodVersionOf(workspace: string): string {
  const manifest = JSON.parse(readFileSync(join(workspace, 'libs/plugin-sdk/package.json'), 'utf8')) as {
    readonly dependencies: { readonly zod: string };
  };
  return manifest.dependencies.zod;
}

function write(folder: string, files: ProjectFiles): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  }
}

/** So that the workspace's build builds it. */
function addReference(workspace: string, path: string): void {
  const file = join(workspace, 'tsconfig.json');
  const config = JSON.parse(readFileSync(file, 'utf8')) as { readonly references?: readonly { readonly path: string }[] };
  const others = (config.references ?? []).filter((one) => one.path !== path);
  writeFileSync(file, compactJson({ ...config, references: [...others, { path }] }));
}
