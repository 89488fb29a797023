import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROBLEMS } from '@posthorn/contracts';
import { CONFIG_VARIABLES, loadConfig } from '@posthorn/platform';
import { codeSpans, readme, ROOT, section, tableRows } from './readme-document.js';

const plain = (cell = ''): string => cell.replaceAll('`', '');

describe('the table of variables', () => {
  const rows = tableRows(section('Environment')).map(([name, fallback, , notYet]) => ({
    name: plain(name),
    default: plain(fallback),
    notYet,
  }));

  it('has every variable with its default, in order, and no other', () => {
    expect(rows.map(({ name, default: fallback }) => [name, fallback])).toEqual(
      CONFIG_VARIABLES.map(({ name, default: fallback }) => [name, fallback]),
    );
  });

  it('says which have no effect yet, as the relay warns of them', () => {
    // A value that each of the two lists would take and that is nobody's default.
    const warned = rows.filter(({ name }) => {
      try {
        return loadConfig({ [name]: '13' }).warnings.some((warning) => warning.startsWith(`${name} is not built yet`));
      } catch {
        return false;
      }
    });
    expect(rows.filter(({ notYet }) => notYet === 'no effect')).toEqual(warned);
  });
});

it('the table of problems has every code with its status and meaning, and no other', () => {
  expect(tableRows(section('Problems')).map(([code, status, meaning]) => [plain(code), status, meaning])).toEqual(
    Object.entries(PROBLEMS).map(([code, { status, description }]) => [code, String(status), description]),
  );
});

describe('the guarantees', () => {
  const guarantees = section('Guarantees')
    .split(/^- \*\*/m)
    .slice(1)
    .map((text) => {
      const [, number = ''] = /^(G\d+) /.exec(text) ?? [];
      const [promise = '', notYet = ''] = text.split(/\bNot yet:/);
      return { number, tests: codeSpans(promise.split(/\bTests:/)[1] ?? ''), notYet };
    });
  const titles = new Set(
    globSync('{apps,libs,tools}/**/*.{spec,e2e-spec}.ts', {
      cwd: ROOT,
      exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
    }).flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/(?:\b(?:describe|it)|\))\(\s*(['"`])(.+?)\1,/g)].map(
        ([, , title = '']) => title,
      ),
    ),
  );

  it('are all ten, each with a test or with what is missing', () => {
    expect(guarantees.map(({ number }) => number)).toEqual(Array.from({ length: 10 }, (_none, index) => `G${index + 1}`));
    expect(guarantees.filter(({ tests, notYet }) => tests.length === 0 && notYet === '')).toEqual([]);
  });

  it.each(guarantees.filter(({ tests }) => tests.length > 0))('$number names tests that exist', ({ tests }) => {
    expect(tests.filter((test) => !titles.has(test))).toEqual([]);
  });

  it('name a test wherever one carries the number', () => {
    const carried = guarantees.filter(({ number }) => [...titles].some((title) => new RegExp(`\\b${number}\\b`).test(title)));
    expect(carried.filter(({ tests }) => tests.length === 0)).toEqual([]);
  });
});

describe('what the README points at', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target = '']) => target);
  const folders: readonly string[] = section('How the folders lie').match(/^(?:apps|libs|tools|docker)\S*/gm) ?? [];

  it('exists', () => {
    const anchors = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => `#${title.toLowerCase().replaceAll(' ', '-')}`);
    expect(links.filter((link) => !anchors.includes(link) && !existsSync(join(ROOT, link)))).toEqual([]);
    expect(folders.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
  });

  it('are all apps and libs', () => {
    const present = globSync(['apps/*/package.json', 'libs/*/package.json'], { cwd: ROOT }).map((file) =>
      file.replace('/package.json', ''),
    );
    expect(present.filter((folder) => !folders.includes(folder))).toEqual([]);
  });

  it('are npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const named = [...readme.matchAll(/\bnpm (?:run )?(start|test|(?<=run )\w+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
