import { answerHeaders } from './answer-headers.js';

const request = { id: 'r1', url: '/api/v1/projects', protocol: 'http' as const };

describe('the headers of an answer', () => {
  it('name the request, and let no browser guess, frame or keep it', () => {
    expect(answerHeaders(request)).toEqual({
      'x-request-id': 'r1',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "frame-ancestors 'none'",
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  it('ask for https only where the request came by it', () => {
    expect(answerHeaders(request)).not.toHaveProperty('strict-transport-security');
    expect(answerHeaders({ ...request, protocol: 'https' })).toMatchObject({ 'strict-transport-security': 'max-age=15768000' });
  });

  it('leave what is not the API to its own caching', () => {
    expect(answerHeaders({ ...request, url: '/metrics' })).not.toHaveProperty('cache-control');
  });
});
