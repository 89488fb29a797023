import { parseTaken, redactCredentials, restoreCredentials } from './credential-redaction.js';

const HEADERS = [
  'Host',
  'a',
  'AUTHORIZATION',
  'Bearer one',
  'X-Key',
  'k',
  'authorization',
  'Basic two',
  'X-Note',
  '[redacted]',
  'Cookie',
  '',
];

describe('the credentials of a request', () => {
  it.each<[string, readonly string[], string, { headers: readonly string[]; query: string[] }]>([
    ['headers by nature and by scheme', HEADERS, 'a=1', { headers: ['x-key'], query: [] }],
    ['a query parameter, however encoded', ['Host', 'a'], 'k%65y=se%20cret&b=%zz', { headers: [], query: ['key'] }],
    ['a query parameter behind a second question mark', ['Host', 'a'], '?key=se%20cret&b=1', { headers: [], query: ['key'] }],
    ['nothing', ['Host', 'a'], 'a=1', { headers: ['x-key'], query: ['key'] }],
    ['one that a sender wrote redacted', ['Authorization', '[redacted]', 'authorization', 'Bearer x'], '', { headers: [], query: [] }],
  ])('%s: come back exactly as they were', (_what, headers, query, places) => {
    const redacted = redactCredentials(headers, query, places);
    const taken = parseTaken(JSON.stringify(redacted.taken));
    expect(restoreCredentials(redacted.headers, redacted.query, taken)).toEqual({ headers, query });
    const shown = JSON.stringify([redacted.headers, redacted.query]);
    for (const secret of ['one', 'two', '"k"', 'se%20cret', 'Bearer x']) expect(shown).not.toContain(secret);
  });

  it.each(['1', '{}', '{"headers":[["a"]],"query":null}', '{"headers":[],"query":1}'])('are not read from %s', (json) => {
    expect(parseTaken(json)).toBeNull();
  });
});
