import { REDACTED } from '@posthorn/contracts';
import { createRedactor } from './redactor.js';

const SECRET = 'p\u00e4ss/w+rd "x" 7';

describe('a secret', () => {
  it.each<[string, string]>([
    ['as it is', SECRET],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['percent-encoded in lower case', encodeURIComponent(SECRET).replaceAll(/%../g, (two) => two.toLowerCase())],
    ['in a form', new URLSearchParams({ a: SECRET }).toString()],
    ['in JSON', JSON.stringify({ password: SECRET })],
    ['in hexadecimal', Buffer.from(SECRET).toString('hex')],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64url', Buffer.from(SECRET).toString('base64url')],
    ['in Basic credentials, whatever stands before it', Buffer.from(`a:${SECRET}`).toString('base64')],
    ['in Basic credentials, whatever stands before it', Buffer.from(`ab:${SECRET}`).toString('base64')],
    ['in Basic credentials, whatever stands before it', Buffer.from(`abc:${SECRET}:and after`).toString('base64')],
  ])('%s is cut out', (_how, shown) => {
    const { text } = createRedactor([SECRET]);
    const cleaned = text(`before ${shown} after`);
    expect(cleaned).toContain(REDACTED);
    expect(cleaned).toMatch(/^before .* after$/s);
    // What may be left of base64 are the characters at its ends, of which it decides but a few bits.
    expect(cleaned.length).toBeLessThan('before  after'.length + REDACTED.length + 24);
    expect(cleaned).not.toContain(shown);
  });

  it('of a URL is its path: the server may be seen', () => {
    const { text } = createRedactor(['https://hooks.example.com/services/T0/B0/xyz']);
    expect(text('POST https://hooks.example.com/services/T0/B0/xyz')).toBe('POST https://hooks.example.com/[redacted]');
  });

  it.each<[string, string, string]>([
    ['a query', 'https://hooks.example.com/workflows/0123456789/invoke?api-version=2016&sig=Zq1-hush_hush', 'Zq1-hush_hush'],
    ['a query, encoded', 'https://hooks.example.com/?k=hush%20hush', 'hush hush'],
    ['a password', 'https://user:hush-hush@hooks.example.com/services/0123456789', 'hush-hush'],
  ])('of a URL is %s, too', (_what, url, value) => {
    const { text } = createRedactor([url]);
    expect(text(`POST ${url}`)).toMatch(/^POST https:\/\/(?:user:\[redacted\]@)?hooks\.example\.com\/.*\[redacted\]$/);
    expect(text(`refused: ${value}`)).toBe('refused: [redacted]');
  });

  it('that is a URL is cut out as it was written and as URLs are spelt', () => {
    const url = "https://hooks.example.com/a b/'caf\u00e9'/0123";
    const { text } = createRedactor([url]);
    expect(text(`POST ${url}`)).toBe('POST https://hooks.example.com/[redacted]');
    expect(text(`POST ${new URL(url).href}`)).toBe('POST https://hooks.example.com/[redacted]');
  });

  it("in a URL's query is cut out however URLs spell it", () => {
    const key = "it's!a (secret)~key";
    const url = new URL('https://a.example/');
    url.search = `k=${encodeURIComponent(key)}`;
    expect(createRedactor([key]).text(url.href)).toBe('https://a.example/?k=[redacted]');
  });

  it.each<[string, string, string]>([
    ['the blanks around it cut off', ' hush-hush\n', 'hush-hush'],
    ['other line ends', '-----BEGIN KEY-----\nMIIhush\n-----END KEY-----\n', '-----BEGIN KEY-----\r\nMIIhush\r\n-----END KEY-----'],
    ['its bytes read as Latin-1, as header values are', 'h\u00fcsh-hush', Buffer.from('h\u00fcsh-hush').toString('latin1')],
  ])('with %s is cut out', (_how, secret, shown) => {
    expect(createRedactor([secret]).text(`<${shown}>`)).toBe('<[redacted]>');
  });

  it('of Standard Webhooks is one without its prefix, too', () => {
    const { text } = createRedactor(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']);
    expect(text('key MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw.')).toBe('key [redacted].');
  });

  it('that is part of another hides nothing of it', () => {
    expect(createRedactor(['abcd', 'xx-abcd-yy']).text('xx-abcd-yy, abcd')).toBe('[redacted], [redacted]');
  });

  it('of under four characters would be found by chance, and is left', () => {
    expect(createRedactor(['abc', '']).text('abc')).toBe('abc');
  });

  it('is cut out of every part of an exchange; one without a secret stays the same object', () => {
    const { exchange } = createRedactor(['hush-hush']);
    const clean = {
      request: { method: 'POST', url: 'https://a.example/', headers: [['a', 'b']] as const, bodyBytes: 1 },
      response: null,
      error: null,
    };
    expect(exchange(clean)).toBe(clean);
    const shown = exchange({
      request: { method: 'POST', url: 'https://a.example/hush-hush', headers: [['hush-hush', 'hush-hush']], bodyBytes: 1 },
      response: { status: 200, headers: [['a', 'hush-hush']], body: 'hush-hush', truncated: false },
      error: 'hush-hush',
    });
    expect(JSON.stringify(shown)).not.toContain('hush');
    expect(JSON.stringify(shown).split(REDACTED)).toHaveLength(7);
  });
});
