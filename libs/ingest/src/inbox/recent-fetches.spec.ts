import type { OutboundResponse } from '@posthorn/contracts';
import { recentFetches } from './recent-fetches.js';

const ANSWER: OutboundResponse = { status: 200, headers: [], body: Buffer.from('{}'), truncated: false };

describe('what was fetched a moment ago', () => {
  it('is fetched once by its URL, but not where it was a failure or anything but a plain GET', async () => {
    const asked: string[] = [];
    let fails = true;
    const fetch = recentFetches(({ url, method = 'GET' }) => {
      asked.push(`${method} ${url}`);
      return fails ? Promise.reject(new Error('away')) : Promise.resolve(ANSWER);
    });
    await expect(fetch({ url: 'https://a.example/jwks' })).rejects.toThrow('away');
    fails = false;
    for (let n = 0; n < 3; n++)
      expect(await fetch({ url: 'https://a.example/jwks', headers: [['accept', 'application/json']] })).toBe(ANSWER);
    for (let n = 0; n < 2; n++) await fetch({ url: 'https://a.example/introspect', method: 'POST', body: 'token=x' });
    for (let n = 0; n < 2; n++) await fetch({ url: 'https://b.example/jwks', headers: [['authorization', 'Basic x']] });
    expect(asked).toEqual([
      ...['GET https://a.example/jwks', 'GET https://a.example/jwks'],
      ...['POST https://a.example/introspect', 'POST https://a.example/introspect'],
      ...['GET https://b.example/jwks', 'GET https://b.example/jwks'],
    ]);
  });
});
