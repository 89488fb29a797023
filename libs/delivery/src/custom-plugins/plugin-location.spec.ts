import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { locatePlugin } from './plugin-location.js';

describe('where a plugin is', () => {
  let root: string;
  beforeEach(() => (root = realpathSync(mkdtempSync(join(tmpdir(), 'posthorn-location-')))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function folder(name: string, files: Record<string, string>): void {
    mkdirSync(join(root, name, 'dist'), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(root, name, file), text);
  }

  it.each([
    ['exports', { 'package.json': '{"name":"p","exports":"./x.js"}', 'index.js': '' }, 'p'],
    ['main', { 'package.json': '{"name":"p","main":"x.js"}', 'x.js': '', 'dist/index.js': '' }, 'x.js'],
    ['what was built', { 'package.json': '{}', 'dist/index.js': '', 'index.js': '' }, 'dist/index.js'],
    ['a lone file', { 'index.js': '' }, 'index.js'],
  ] as const)('a folder says it by %s', (_by, files, expected) => {
    folder('mine', files);
    const specifier = expected === 'p' ? 'p' : pathToFileURL(join(root, 'mine', expected)).href;
    expect(locatePlugin('mine', root)).toEqual({ specifier, parent: pathToFileURL(join(root, 'mine/package.json')).href, name: 'mine' });
    expect(locatePlugin(join(root, 'mine'), '/')).toMatchObject({ specifier });
  });

  it('what is no folder is a package, found from the working directory', () => {
    const parent = pathToFileURL(join(root, 'posthorn.js')).href;
    expect(locatePlugin('@ours/crm', root)).toEqual({ specifier: '@ours/crm', parent, name: 'crm' });
  });

  it.each([
    ['./missing', /^There is no folder/],
    ['/missing', /^There is no folder/],
    ['empty', /Has it been built\?$/],
    ['odd', /package\.json is no JSON\.$/],
  ])('%s is told in words', (entry, words) => {
    folder('empty', {});
    folder('odd', { 'package.json': '{' });
    expect(locatePlugin(entry, root)).toMatch(words);
  });
});
