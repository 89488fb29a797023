import { returnPathOf, withCode } from './return-path.js';

describe('the path that a browser returns to', () => {
  it.each([
    ['/', '/'],
    ['/dashboard/events?status=failed#last', '/dashboard/events?status=failed#last'],
    ['/a/../b', '/b'],
    ['/ä b', '/%C3%A4%20b'],
    ['/https://evil.example', '/https://evil.example'],
  ])('may be %j', (text, path) => expect(returnPathOf(text)).toBe(path));

  it.each([
    ...[
      '',
      'dashboard',
      'https://evil.example/',
      '//evil.example',
      '///evil.example',
      '/\\evil.example',
      '\\/evil.example',
      '/\t/evil.example',
    ],
    ...['/\n//evil.example', '/.//evil.example', '/a/..//evil.example', '/%2e//evil.example', 'javascript:alert(1)', ' //evil.example'],
    `/${'a'.repeat(1_024)}`,
  ])('may not be %j', (text) => expect(returnPathOf(text)).toBeNull());

  it('carries the code in its query', () => {
    expect(withCode('/signed-in?tab=1#top', 'c-1')).toBe('/signed-in?tab=1&code=c-1#top');
    expect(withCode('/?code=forged', 'c-1')).toBe('/?code=c-1');
  });
});
