import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../adr');

it('the list of decisions has each of them, under its own title', () => {
  const listed = readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/^\| \[(\d+)\]\((\S+)\) +\| (.+?)(?: \(.+\))? *\|$/gm);
  const written = readdirSync(folder)
    .filter((file) => file !== 'README.md')
    .sort()
    .map((file) => [file, readFileSync(join(folder, file), 'utf8').split('\n', 1)[0]]);
  expect([...listed].map(([, number = '', file, title = '']) => [file, `# ${number}. ${title}`])).toEqual(written);
});
