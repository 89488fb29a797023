import { createHash } from 'node:crypto';
import type { SearchKey } from '@posthorn/contracts';
import { RuleContext, type RuleRequest } from './rule.reader.js';
import { createSearchKeyReader } from './search-keys.js';

const FORM = 'application/x-www-form-urlencoded';

function values(keys: readonly Partial<SearchKey>[], body: string, rest: Partial<RuleRequest> = {}): unknown {
  const named = keys.map((key, index): SearchKey => ({ name: `k${index}`, from: 'body', path: '', ...key }));
  const request = { headers: [], query: '', contentType: null, ...rest, body: Buffer.from(body) };
  return createSearchKeyReader(named)(new RuleContext(request));
}

describe('search keys', () => {
  it('are read from the body, a form, headers and the query, each text, number or boolean as text', () => {
    const keys: Partial<SearchKey>[] = [{ path: 'order.id' }, { path: 'total' }, { path: 'paid' }];
    expect(values(keys, '{"order":{"id":"A-1"},"total":12345678901234567890,"paid":false}')).toEqual([
      ['k0', 'A-1'],
      ['k1', '12345678901234567890'],
      ['k2', 'false'],
    ]);
    const head = { headers: ['X-Shop', 'zurich'], query: 'table=7', contentType: FORM };
    expect(
      values(
        [
          { from: 'form', path: 'data[id]' },
          { from: 'header', path: 'x-shop' },
          { from: 'query', path: 'table' },
        ],
        'data[id]=9',
        head,
      ),
    ).toEqual([
      ['k0', '9'],
      ['k1', 'zurich'],
      ['k2', '7'],
    ]);
  });

  it.each(['{}', '{"a":null}', '{"a":""}', '{"a":{"b":1}}', '{"a":[1]}', 'no JSON', ''])('leave out what is not there: %s', (body) => {
    expect(values([{ path: 'a' }], body)).toEqual([]);
  });

  it('keep 256 bytes as they are, and the SHA-256 of what is longer or cannot be stored', () => {
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
    const kept = (text: string): unknown => values([{ path: 'a' }], JSON.stringify({ a: text }));
    expect(kept('ü'.repeat(128))).toEqual([['k0', 'ü'.repeat(128)]]);
    expect(kept('ü'.repeat(129))).toEqual([['k0', sha256('ü'.repeat(129))]]);
    expect(kept('a\0b')).toEqual([['k0', sha256('a\0b')]]);
    expect(kept('\ud800')).toEqual([['k0', expect.stringMatching(/^[0-9a-f]{64}$/)]]);
  });
});
