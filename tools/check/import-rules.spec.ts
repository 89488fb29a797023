import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The table of the design: who may import whom, and what from npm nobody of the kind may. Written out again here on purpose. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  contracts: [],
  verification: ['contracts'],
  routing: ['contracts'],
  'plugin-sdk': ['contracts'],
  plugin: ['plugin-sdk'],
  outbound: ['contracts'],
  store: ['contracts'],
  platform: ['contracts'],
  ingest: ['contracts', 'verification', 'routing', 'store', 'outbound', 'platform'],
  delivery: ['contracts', 'routing', 'store', 'plugin-sdk', 'outbound', 'platform'],
  admin: ['contracts', 'verification', 'routing', 'store', 'plugin-sdk', 'outbound', 'platform'],
  relay: ['contracts', 'verification', 'routing', 'plugin-sdk', 'plugin', 'outbound', 'store', 'platform', 'ingest', 'delivery', 'admin'],
  client: ['contracts'],
  cli: ['contracts', 'client'],
  petstore: ['contracts', 'client'],
};
const KINDS = [...Object.keys(MAY_IMPORT), 'tools'];

const PURE_BANS = ['@nestjs/common', '@nestjs/core', 'typeorm', 'pg', 'undici', 'nodemailer', 'fastify'];
const BANNED: Readonly<Record<string, readonly string[]>> = {
  contracts: PURE_BANS,
  verification: PURE_BANS,
  routing: PURE_BANS,
  'plugin-sdk': PURE_BANS,
  plugin: PURE_BANS,
  outbound: ['@nestjs/common', '@nestjs/core', 'typeorm', 'pg'],
  store: ['undici', 'nodemailer'],
  platform: ['undici', 'nodemailer'],
  ingest: ['undici', 'nodemailer'],
  delivery: ['undici', 'nodemailer'],
  admin: ['undici', 'nodemailer'],
  relay: ['undici', 'nodemailer'],
  client: PURE_BANS,
  cli: PURE_BANS,
  petstore: ['undici', 'nodemailer'],
};
const EXTERNALS = PURE_BANS;

/** The second one for nodemailer, see eslint.config.mjs. */
const IMPORT_RULES = new Set(['@nx/enforce-module-boundaries', '@typescript-eslint/no-restricted-imports']);

interface Message {
  readonly ruleId: string | null;
  readonly line: number;
  readonly message: string;
}
interface Result {
  readonly filePath: string;
  readonly messages: readonly Message[];
}

let workspace: string;
/** Complaints of the import rule by kind of importer, then by what it imports. */
const complaints = new Map<string, Map<string, string>>();
let lintStatus: number | null;

const importsOf = (kind: string): readonly string[] => [...KINDS.filter((one) => one !== kind).map(targetOf), ...EXTERNALS];
const targetOf = (kind: string): string => `@posthorn/${kind}-target`;

function writePackage(name: string, kind: string, source: string): void {
  const folder = join(workspace, 'libs', name);
  mkdirSync(join(folder, 'src'), { recursive: true });
  const exports = { '.': { '@posthorn/source': './src/index.ts', default: './dist/index.js' } };
  const manifest = { name: `@posthorn/${name}`, version: '0.0.0', private: true, type: 'module', exports, nx: { tags: [`is:${kind}`] } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'src/index.ts'), source);
  symlinkSync(folder, join(workspace, 'node_modules/@posthorn', name));
}

/**
 * The workspace's own rules over packages that import everything. Two packages for each kind, one that imports and one that is
 * imported, so that no import makes a circle, which nx would report in place of the rule.
 */
function plant(): void {
  workspace = mkdtempSync(join(tmpdir(), 'posthorn-import-rules-'));
  for (const name of ['nx.json', 'package.json', 'package-lock.json', 'tsconfig.base.json', 'eslint.config.mjs', 'tools/lint']) {
    cpSync(join(root, name), join(workspace, name), { recursive: true });
  }
  mkdirSync(join(workspace, 'tools/check'));
  cpSync(join(root, 'tools/check/tsconfig.json'), join(workspace, 'tools/check/tsconfig.json'));
  mkdirSync(join(workspace, 'node_modules/@posthorn'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@posthorn' && name !== '.cache') symlinkSync(join(root, 'node_modules', name), join(workspace, 'node_modules', name));
  }
  for (const kind of KINDS) {
    writePackage(`${kind}-target`, kind, 'export {};\n');
    const lines = importsOf(kind).map((name) => `import '${name}';\n`);
    writePackage(kind, kind, lines.join(''));
  }
}

/** One run for all: an nx start costs a second. */
function lint(): void {
  const report = join(workspace, 'report.json');
  const own = { NX_DAEMON: 'false', NX_CACHE_DIRECTORY: join(workspace, '.cache'), NX_WORKSPACE_DATA_DIRECTORY: join(workspace, '.data') };
  const outer = Object.entries(process.env).filter(([name]) => !/^(NX_|NODE_OPTIONS$)/.test(name));
  const run = spawnSync(
    process.execPath,
    [join(root, 'node_modules/nx/dist/bin/nx.js'), 'run', '@posthorn/source:lint', '--format=json', `--output-file=${report}`],
    { cwd: workspace, env: { ...Object.fromEntries(outer), ...own }, encoding: 'utf8' },
  );
  lintStatus = run.status;
  for (const { filePath, messages } of JSON.parse(readFileSync(report, 'utf8')) as Result[]) {
    const kind = /libs\/(.*)\/src/.exec(filePath)?.[1];
    if (kind === undefined || kind.endsWith('-target')) continue;
    const found = messages.filter(({ ruleId }) => IMPORT_RULES.has(ruleId ?? ''));
    complaints.set(kind, new Map(found.map(({ line, message }) => [importsOf(kind)[line - 1] ?? '', message])));
  }
}

beforeAll(() => {
  plant();
  lint();
}, 90_000);
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

describe('the import rules', () => {
  it('make lint fail', () => {
    expect(lintStatus).not.toBe(0);
    expect([...complaints.keys()].sort()).toEqual([...KINDS].sort());
  });

  it.each(Object.entries(MAY_IMPORT))('let %s import exactly what the design says', (kind, allowed) => {
    const refused = KINDS.filter((one) => one !== kind && !allowed.includes(one)).map(targetOf);
    const banned = BANNED[kind] ?? [];
    expect([...(complaints.get(kind)?.keys() ?? [])].sort()).toEqual([...refused, ...banned].sort());
  });

  it('name the tag that was violated', () => {
    expect(complaints.get('ingest')?.get(targetOf('delivery'))).toContain('is:ingest');
    expect(complaints.get('contracts')?.get('typeorm')).toContain('is:contracts');
  });

  it('apply to every package: each carries exactly one tag that has a rule', () => {
    const manifests = globSync(['{apps,libs,libs/plugins}/*/package.json', 'tools/package.json'], { cwd: root });
    expect(manifests.length).toBeGreaterThan(10);
    const untagged = manifests
      .filter((path) => {
        const { nx } = JSON.parse(readFileSync(join(root, path), 'utf8')) as { nx?: { tags?: string[] } };
        const [tag, ...others] = nx?.tags ?? [];
        return tag === undefined || others.length > 0 || !KINDS.includes(tag.replace(/^is:/, ''));
      })
      .map((path) => dirname(path));
    expect(untagged).toEqual([]);
  });
});
