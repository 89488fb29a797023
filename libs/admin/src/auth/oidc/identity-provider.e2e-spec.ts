import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTestAdmin } from '../../testing/test-admin.js';
import { CLIENT_ID, TestProvider } from '../../testing/test-provider.js';

const CALLBACK = 'https://posthorn.example.com/api/v1/auth/oidc/callback';
const OPEN = { authorization: '' };

describe('the identity provider of the environment', () => {
  it('says that none is set up', async () => {
    const admin = await startTestAdmin();
    try {
      expect((await admin.send('get', 'auth/oidc', undefined, OPEN)).body).toEqual({ configured: false, issuer: null });
      for (const path of ['login', 'callback?code=a&state=b']) {
        expect((await admin.send('get', `auth/oidc/${path}`, undefined, OPEN)).status).toBe(404);
      }
    } finally {
      await admin.close();
    }
  });

  it('reaches the issuer and no other address of this machine', async () => {
    const asked: string[] = [];
    const inside = createServer((request, response) => (asked.push(request.url ?? ''), response.end('{}')));
    const issuerServer = createServer((_request, response) => {
      const [issuer, token] = [issuerServer, inside].map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      const metadata = {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${token}/latest/meta-data`,
        jwks_uri: `${token}/jwks`,
      };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(metadata));
    });
    for (const server of [inside, issuerServer]) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(issuerServer.address() as AddressInfo).port}`;
    const admin = await startTestAdmin({ POSTHORN_OIDC_ISSUER: issuer, POSTHORN_OIDC_CLIENT_ID: CLIENT_ID });
    try {
      const { headers } = await admin.send('get', 'auth/oidc/login', undefined, OPEN);
      const state = new URL(String(headers['location'])).searchParams.get('state') ?? '';
      const cookie = headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
      const answer = await admin.send('get', `auth/oidc/callback?code=a&state=${state}`, undefined, { ...OPEN, cookie });
      expect([answer.status, answer.body, asked]).toMatchObject([503, { code: 'unavailable' }, []]);
    } finally {
      await admin.close();
      for (const server of [inside, issuerServer]) server.close().closeAllConnections();
    }
  });

  it('says that it is away, and goes on with passwords', async () => {
    const provider = await new TestProvider().start(CALLBACK);
    await provider.stop();
    const admin = await startTestAdmin({ POSTHORN_OIDC_ISSUER: provider.issuer, POSTHORN_OIDC_CLIENT_ID: CLIENT_ID });
    try {
      const answer = await admin.send('get', 'auth/oidc/login', undefined, OPEN);
      expect([answer.status, answer.body]).toMatchObject([
        503,
        { code: 'unavailable', detail: expect.stringContaining('identity provider') },
      ]);
      expect((await admin.send('get', 'auth/me')).status).toBe(200);
    } finally {
      await admin.close();
    }
  });
});
