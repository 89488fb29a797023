import type { GuardedFetch, OutboundRequest, OutboundResponse } from '@posthorn/contracts';
import { asStandardFetch } from './standard-fetch.js';

const LIMITS = { timeoutMs: 1_000, maxResponseBytes: 64 };

describe('a guarded fetch in the shape of the platform', () => {
  const asked: OutboundRequest[] = [];
  const answering = (answer: Partial<OutboundResponse>): GuardedFetch => {
    return (request) => {
      asked.push(request);
      return Promise.resolve({ status: 200, headers: [], body: Buffer.alloc(0), truncated: false, ...answer });
    };
  };
  beforeEach(() => void asked.splice(0));

  it('sends what a library asks for, within its limits', async () => {
    const fetch = asStandardFetch(answering({ headers: [['content-type', 'application/json']], body: Buffer.from('{"a":1}') }), LIMITS);
    const answer = await fetch('https://id.example.com/token', {
      ...{ method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams({ code: 'a b' }) },
    });
    expect([answer.status, answer.headers.get('content-type'), await answer.json()]).toEqual([200, 'application/json', { a: 1 }]);
    expect(asked).toEqual([
      { url: 'https://id.example.com/token', method: 'POST', headers: [['accept', 'application/json']], body: 'code=a+b', ...LIMITS },
    ]);
  });

  it('takes an answer without a body, which may have none', async () => {
    const answer = await asStandardFetch(answering({ status: 204 }), LIMITS)('https://id.example.com/', {});
    expect([answer.status, await answer.text()]).toEqual([204, '']);
  });

  it('gives no half of a document for a whole one', async () => {
    const fetch = asStandardFetch(answering({ body: Buffer.from('{"keys":[]'), truncated: true }), LIMITS);
    await expect(fetch('https://id.example.com/jwks', {})).rejects.toThrow('longer than 64 bytes');
  });

  it('sends no body that it does not understand', async () => {
    const fetch = asStandardFetch(answering({}), LIMITS);
    await expect(fetch('https://id.example.com/', { method: 'POST', body: new Blob(['a']) })).rejects.toThrow(TypeError);
    expect(asked).toEqual([]);
  });
});
