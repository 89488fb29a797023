import { destinationExample, indexSource, pluginSource, pluginTest } from './plugin-source.js';
import type { PluginName } from './plugin-name.js';

/** Path below the plugin's folder → text. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** A plugin as a project of this workspace, at `libs/plugins/<type>`. `zodVersion`: the one that the SDK has. */
export function workspaceProject(name: PluginName, zodVersion: string): ProjectFiles {
  const { type } = name;
  return {
    'package.json': json({
      ...{ name: `@posthorn/plugin-${type}`, version: '0.0.0', private: true, type: 'module' },
      exports: {
        './package.json': './package.json',
        '.': { '@posthorn/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
      },
      dependencies: { '@posthorn/plugin-sdk': '*', zod: zodVersion },
      nx: { tags: ['is:plugin'], targets: { build: {}, test: {} } },
    }),
    'tsconfig.json': compactJson({
      extends: '../../../tsconfig.base.json',
      compilerOptions: { rootDir: 'src', outDir: 'dist', tsBuildInfoFile: 'dist/tsconfig.tsbuildinfo', types: ['node'] },
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.spec.ts', 'src/**/*.e2e-spec.ts'],
      references: [{ path: '../../../libs/plugin-sdk' }],
    }),
    'src/index.ts': indexSource(name),
    [`src/${type}.plugin.ts`]: pluginSource(name),
    [`src/${type}.plugin.spec.ts`]: pluginTest(name),
    'README.md': readme(name),
  };
}

function readme(name: PluginName): string {
  return `# ${name.title}

Delivers events as JSON to a URL, with a token. [libs/plugin-sdk](../../plugin-sdk/README.md) tells what a plugin can do.

\`\`\`sh
npm install                                          # once, for the lock file
npm run build
node tools/check/jest.mjs libs/plugins/${name.type}
POSTHORN_PLUGINS=libs/plugins/${name.type} npm start
\`\`\`

A destination, for \`POST /api/v1/projects/{project}/destinations\`:

\`\`\`json
${destinationExample(name)}
\`\`\`
`;
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** As the formatter has it everywhere but in package.json: short lists on one line. */
export function compactJson(value: unknown): string {
  return json(value).replace(/\[\n\s+([^[\]{}]*?)\n\s+\]/g, (_match, items: string) => `[${items.replace(/\n\s+/g, ' ')}]`);
}
