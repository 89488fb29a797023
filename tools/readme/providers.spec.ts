import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDERS } from '@posthorn/verification';
import { ROOT, section, tableRows } from './readme-document.js';

const code = (text: string): string => `\`${text}\``;

it('the table of providers has every one with what its secret is and what it asks, and no other', () => {
  expect(tableRows(section('Providers'))).toEqual(
    PROVIDERS.map(({ name, aliases, title, guide }) => [
      title,
      [name, ...aliases].map(code).join(' '),
      guide.secret ?? 'none',
      guide.handshakes.join(' '),
    ]),
  );
});

it('each provider has a file of its own name', () => {
  expect(PROVIDERS.filter(({ name }) => !existsSync(join(ROOT, `libs/verification/src/providers/${name}.ts`)))).toEqual([]);
});
