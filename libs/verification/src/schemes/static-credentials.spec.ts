import { inbound, outcome, secret, verifierOf } from '../testing/inbound.js';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('static credentials', () => {
  it.each([
    ['basic', {}, 'user:pässword', [['Authorization', basic('user:pässword')]], '', 'accepted'],
    ['basic', {}, 'user:password', [['authorization', basic('user:Password')]], '', 'credential-mismatch'],
    ['basic', {}, 'user:password', [['authorization', 'Basic !!!']], '', 'credential-mismatch'],
    ['basic', {}, 'user:password', [['authorization', 'Bearer x']], '', 'credential-missing'],
    ['basic', {}, 'user:password', [], '', 'credential-missing'],
    ['bearer', {}, 'tok', [['authorization', 'bearer tok']], '', 'accepted'],
    ['bearer', {}, 'tok', [['authorization', 'Bearer toK']], '', 'credential-mismatch'],
    [
      'bearer',
      {},
      'tok',
      [
        ['authorization', 'Bearer tok'],
        ['authorization', 'Bearer tok'],
      ],
      '',
      'credential-mismatch',
    ],
    ['bearer', {}, 'tok', [['authorization', 'tok']], '', 'credential-missing'],
    ['api-key', {}, 'k', [['X-Api-Key', 'k']], '', 'accepted'],
    ['api-key', {}, 'k', [['x-api-key', 'kk']], '', 'credential-mismatch'],
    ['api-key', {}, 'k', [['x-api-key', '']], '', 'credential-missing'],
    ['api-key', { in: 'query', name: 'Key' }, 'a b&c', [], 'x=1&Key=a+b%26c', 'accepted'],
    ['api-key', { in: 'query', name: 'Key' }, 'k', [], 'key=k', 'credential-missing'],
    ['api-key', { in: 'query', name: 'Key' }, 'k', [], 'Key=%', 'credential-mismatch'],
  ] as const)('%s %j with the secret %j, %j ?%s', async (name, options, value, headers, query, expected) => {
    const verifier = verifierOf(name, options, [secret('other:one'), secret(value)]);
    expect(outcome(await verifier.verify(inbound(headers, '', { query })))).toBe(expected);
  });

  it('says where the credential is, so that it is never passed on', () => {
    expect(verifierOf('basic', {}, [secret('a:b')]).credentials.headers).toEqual(['authorization']);
    expect(verifierOf('api-key', { name: 'X-Key' }, [secret('k')]).credentials.headers).toEqual(['x-key']);
    expect(verifierOf('api-key', { in: 'query', name: 'Key' }, [secret('k')]).credentials.query).toContain('Key');
    expect(verifierOf('jwt', { algorithms: ['HS256'], header: 'X-Token' }, [secret('k')]).credentials.headers).toEqual(['x-token']);
  });
});
