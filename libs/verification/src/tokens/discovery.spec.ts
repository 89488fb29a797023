import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { plainFetch, TestClock } from '../testing/inbound.js';
import { discoveryUrls, issuerKeys } from './discovery.js';

describe('discovery', () => {
  let server: Server;
  let origin: string;
  let documents: Record<string, unknown>;
  let asked: string[];

  beforeEach(async () => {
    documents = {};
    asked = [];
    server = createServer((request, response) => {
      const path = request.url ?? '';
      asked.push(path);
      response.writeHead(path in documents ? 200 : 404).end(JSON.stringify(documents[path] ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const keysOf = (issuer: string) => issuerKeys(issuer, { fetch: plainFetch, clock: new TestClock() });

  it('appends for OpenID Connect and inserts for RFC 8414', () => {
    expect(discoveryUrls('https://a.example/tenant/')).toEqual([
      'https://a.example/tenant/.well-known/openid-configuration',
      'https://a.example/.well-known/oauth-authorization-server/tenant',
    ]);
  });

  it('falls back to RFC 8414, once for all who ask', async () => {
    const issuer = `${origin}/tenant`;
    documents['/.well-known/oauth-authorization-server/tenant'] = { issuer, jwks_uri: `${origin}/jwks` };
    const keys = keysOf(issuer);
    await Promise.all([keys(), keys()]);
    await keys();
    expect(asked).toEqual(['/tenant/.well-known/openid-configuration', '/.well-known/oauth-authorization-server/tenant']);
  });

  it.each([
    ['another issuer', { issuer: 'https://evil.example', jwks_uri: 'https://evil.example/jwks' }],
    ['the issuer with a slash more', { issuer: '{origin}/', jwks_uri: '{origin}/jwks' }],
    ['no key set', { issuer: '{origin}' }],
    ['a key set that is no URL', { issuer: '{origin}', jwks_uri: 'file:///etc/passwd' }],
  ])('does not trust a document with %s', async (_case, document) => {
    documents['/.well-known/openid-configuration'] = JSON.parse(JSON.stringify(document).replaceAll('{origin}', origin));
    await expect(keysOf(origin)()).rejects.toMatchObject({ name: 'AuthorizationServerError' });
  });
});
