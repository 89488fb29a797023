import { parseMailAddress } from './mail-address.js';

describe('a mail address', () => {
  it.each([
    ['jane@example.com', '', 'jane@example.com'],
    [' jane+a.b_c@mail.example.com ', '', 'jane+a.b_c@mail.example.com'],
    ['Jane <jane@example.com>', 'Jane', 'jane@example.com'],
    ['<jane@example.com>', '', 'jane@example.com'],
    ['Doe, Jane <jane@example.com>', 'Doe, Jane', 'jane@example.com'],
    ['"Doe \\"J\\" <j>" <jane@example.com>', 'Doe "J" <j>', 'jane@example.com'],
    ['J\u00fcrgen <j\u00fcrgen@b\u00fccher.example>', 'J\u00fcrgen', 'j\u00fcrgen@b\u00fccher.example'],
    ['\u7528\u6237@\u4f8b\u5b50.example', '', '\u7528\u6237@\u4f8b\u5b50.example'],
    ['relay@localhost', '', 'relay@localhost'],
    ['relay@[192.0.2.1]', '', 'relay@[192.0.2.1]'],
  ])('is %s', (text, name, address) => {
    expect(parseMailAddress(text)).toEqual({ name, address });
  });

  it.each([
    '',
    'nobody',
    '@example.com',
    'jane@',
    'jane@example..com',
    'jane@-example.com',
    'a@example.com, b@example.com',
    'a@example.com b@example.com',
    'a@b@example.com',
    'Jane <a@example.com> <b@example.com>',
    'Jane <a@example.com',
    'a@example.com\r\nBcc: b@example.com',
    'Jane\r\nBcc: b@example.com <a@example.com>',
    'Jane\0 <a@example.com>',
    'Jane\u2028 <a@example.com>',
    'Jane \u202egro.live@a <a@example.com>',
    '\u2066a@example.com',
    'Jane \ud800 <a@example.com>',
    '"a b"@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b.'.repeat(200)}com`,
  ])('is not %j', (text) => {
    expect(parseMailAddress(text)).toBeNull();
  });

  it('is judged in no time, however it is made', () => {
    const startedAt = performance.now();
    for (const text of ['a@' + '-'.repeat(500), `"${'\\"'.repeat(250)}`, `a@${'a-'.repeat(120)}`, `${'<'.repeat(500)}`])
      parseMailAddress(text);
    expect(performance.now() - startedAt).toBeLessThan(200);
  });
});
