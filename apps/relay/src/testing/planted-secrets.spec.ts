import { secretsIn } from './planted-secrets.js';

const SECRETS = { it: 'planted-ünder/the+tree?', other: 'not here at all' };

describe('looking for planted secrets', () => {
  it.each<[string, string]>([
    ['as it is', `{"a":"${SECRETS.it}"}`],
    ['as bytes of Postgres', `\\x00${Buffer.from(SECRETS.it).toString('hex')}00`],
    ...[0, 1, 2, 3].flatMap((before): [string, string][] => {
      const sealed = Buffer.from(`${'x'.repeat(before)}${SECRETS.it} and more`);
      return [
        [`in base64 after ${before} bytes`, sealed.toString('base64')],
        [`in base64url after ${before} bytes`, sealed.toString('base64url')],
        [`in bytes of base64 after ${before} bytes`, Buffer.from(sealed.toString('base64')).toString('hex')],
      ];
    }),
  ])('finds one %s', (_how, text) => {
    expect(secretsIn(text, SECRETS)).toEqual(['it']);
  });

  it('finds none in what is something else', () => {
    expect(secretsIn('planted-under/the+tree? \\x706c616e746564', SECRETS)).toEqual([]);
  });
});
