import { destinationExample, indexSource, pluginSource, pluginTest } from './plugin-source.js';
import type { PluginName } from './plugin-name.js';
import { compactJson, json, type ProjectFiles } from './workspace-project.js';

/**
 * A plugin as a package of its own. The SDK is not in a registry: `link-posthorn.mjs` links it, and what it is built with, from the Posthorn
 * at `posthorn`, a path from the plugin's folder.
 */
export function packageProject(name: PluginName, posthorn: string): ProjectFiles {
  const { type } = name;
  return {
    'package.json': json({
      ...{ name: `posthorn-plugin-${type}`, version: '0.0.0', private: true, type: 'module' },
      exports: { './package.json': './package.json', '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
      files: ['dist'],
      engines: { node: '>=24' },
      config: { posthorn },
      scripts: {
        prebuild: 'node link-posthorn.mjs',
        build: 'node node_modules/@typescript/native/bin/tsc -p .',
        pretest: 'npm run build',
        test: `node --test dist/${type}.plugin.spec.js`,
      },
    }),
    'tsconfig.json': compactJson({
      compilerOptions: {
        ...{ target: 'es2023', lib: ['es2024'], module: 'nodenext', moduleResolution: 'nodenext', types: ['node'] },
        ...{ strict: true, noUncheckedIndexedAccess: true, skipLibCheck: true, declaration: true, rootDir: 'src', outDir: 'dist' },
      },
      include: ['src/**/*.ts'],
    }),
    '.gitignore': 'node_modules\ndist\n',
    'link-posthorn.mjs': LINK,
    'src/index.ts': indexSource(name),
    [`src/${type}.plugin.ts`]: pluginSource(name),
    [`src/${type}.plugin.spec.ts`]: pluginTest(name),
    'README.md': readme(name),
  };
}

const LINK = `// The SDK and its tools come from a checkout of Posthorn that has been built: package.json says where it is, or POSTHORN_CHECKOUT does.
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const here = import.meta.dirname;
const { config } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const posthorn = resolve(here, process.env.POSTHORN_CHECKOUT ?? config.posthorn);
for (const name of ['@posthorn/plugin-sdk', 'zod', '@types/node', '@typescript/native']) {
  const from = join(posthorn, 'node_modules', name);
  if (!existsSync(from)) throw new Error(\`\${from} is not there: is \${posthorn} a checkout of Posthorn, installed and built?\`);
  const to = join(here, 'node_modules', name);
  if (existsSync(to)) continue;
  mkdirSync(dirname(to), { recursive: true });
  rmSync(to, { force: true });
  symlinkSync(realpathSync(from), to, 'junction');
}
`;

function readme(name: PluginName): string {
  return `# ${name.title}

A plugin for Posthorn: delivers events as JSON to a URL, with a token. The README of \`@posthorn/plugin-sdk\` tells what a plugin can do.

\`\`\`sh
npm run build
npm test          # all that a plugin must hold
\`\`\`

Both run on Node 24 and take the SDK from the checkout of Posthorn that package.json names (\`config.posthorn\`). The relay is told of the plugin
by its folder, and needs of it only \`package.json\` and \`dist\`:

\`\`\`sh
POSTHORN_PLUGINS=<this folder> npm start
\`\`\`

A destination, for \`POST /api/v1/projects/{project}/destinations\`:

\`\`\`json
${destinationExample(name)}
\`\`\`
`;
}
