import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestDatabase, type TestDatabase } from '@posthorn/store/testing';
import request from 'supertest';
import { RelayProcess } from './testing/relay-process.js';
import { TEST_KEYS, TestRelay } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

const NEXT_KEY = `next:${Buffer.alloc(32, 8).toString('base64')}`;
const SIGN_IN = { email: 'admin@localhost', password: 'correct horse battery staple' };

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

describe('sessions on several processes', () => {
  let database: TestDatabase;
  let relay: RelayProcess;
  let other: RelayProcess;
  beforeAll(async () => {
    database = await createTestDatabase();
    relay = await RelayProcess.start(database.url, { POSTHORN_ENCRYPTION_KEYS: `${TEST_KEYS},${NEXT_KEY}` });
    other = await RelayProcess.start(database.url, { POSTHORN_ENCRYPTION_KEYS: `${NEXT_KEY},${TEST_KEYS}` });
  }, 120_000);
  afterAll(async () => {
    await Promise.all([relay.end('SIGTERM'), other.end('SIGTERM')]);
    await database.drop();
  });

  const at = ({ url }: { readonly url: string }) => ({
    signIn: async (credentials: object = SIGN_IN): Promise<Tokens> =>
      (await request(url).post('/api/v1/auth/tokens').send(credentials)).body as Tokens,
    refresh: (refreshToken: string) => request(url).post('/api/v1/auth/tokens/refresh').send({ refreshToken }),
    me: async ({ accessToken }: Tokens): Promise<number> =>
      (await request(url).get('/api/v1/auth/me').auth(accessToken, { type: 'bearer' })).status,
    send: ({ accessToken }: Tokens, method: 'post' | 'patch', path: string, body: object) =>
      request(url)[method](`/api/v1/${path}`).auth(accessToken, { type: 'bearer' }).send(body),
    signOut: ({ accessToken }: Tokens) => request(url).delete('/api/v1/auth/tokens?everywhere=true').auth(accessToken, { type: 'bearer' }),
  });

  it('a new first key signs, tokens of the former stay good, and a key that is taken away cuts its tokens', async () => {
    const before = await at(relay).signIn();
    expect(await at(other).me(before)).toBe(200);
    await at(other).send(before, 'post', 'encryption-keys/rotate', {}).expect(202);
    await waitUntil('nothing needs the former key', async () => {
      const { body } = await request(other.url).get('/api/v1/encryption-keys').auth(before.accessToken, { type: 'bearer' });
      const { data } = body as { data: readonly { readonly id: string; readonly removable: boolean }[] };
      return data.some(({ id, removable }) => id === 'test' && removable) || null;
    });
    for (const each of [relay, other]) {
      const [header = ''] = (await at(each).signIn()).accessToken.split('.');
      expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ kid: 'next' });
      expect(await at(each).me(before)).toBe(200);
    }
    const after = await at(other).signIn();
    const alone = await RelayProcess.start(database.url, { POSTHORN_ENCRYPTION_KEYS: NEXT_KEY });
    try {
      expect([await at(alone).me(before), await at(alone).me(after)]).toEqual([401, 200]);
      // Who is cut off so has a session all the same.
      expect((await at(alone).refresh(before.refreshToken)).status).toBe(201);
    } finally {
      await alone.end('SIGTERM');
    }
  });

  it('an operator who is disabled on one is cut off on the other at once, and so is who signs out everywhere', async () => {
    const credentials = { email: 'gone@example.com', password: 'a password of the team' };
    const owner = await at(relay).signIn();
    const { body } = await at(relay).send(owner, 'post', 'operators', credentials).expect(201);
    const session = await at(other).signIn(credentials);
    expect(await at(other).me(session)).toBe(200);
    const { id } = body as { id: string };
    await at(relay).send(owner, 'patch', `operators/${id}`, { status: 'disabled' }).expect(200);
    expect([await at(other).me(session), (await at(other).refresh(session.refreshToken)).status]).toEqual([401, 401]);

    const [here, there] = [await at(relay).signIn(), await at(other).signIn()];
    expect(await at(other).me(here)).toBe(200);
    await at(relay).signOut(here).expect(204);
    expect([await at(other).me(here), await at(other).me(there)]).toEqual([401, 401]);
  });

  it('a refresh token that comes a second time, to another process, ends its family on both', async () => {
    const first = await at(relay).signIn();
    const second = (await at(other).refresh(first.refreshToken).expect(201)).body as Tokens;
    expect((await at(relay).refresh(first.refreshToken)).status).toBe(401);
    expect([await at(relay).me(second), await at(other).me(second)]).toEqual([401, 401]);
  });
});

describe('the identity provider of a whole relay', () => {
  let provider: Server;
  let issuer: string;
  beforeAll(async () => {
    provider = createServer((_request, response) => {
      const metadata = { issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(metadata));
    });
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  });
  afterAll(() => provider.close().closeAllConnections());

  it.each([
    ['the admin port', { POSTHORN_ADMIN_PORT: '0', POSTHORN_PUBLIC_URL: 'https://hooks.example.com' }, null],
    ['the public URL', {}, null],
    ['the URL that operators see', { POSTHORN_ADMIN_URL: 'https://posthorn.example.com/behind/' }, 'https://posthorn.example.com/behind'],
  ])('is reached though it is on this machine, and sends browsers back to %s', async (_case, env, expected) => {
    const oidc = { POSTHORN_OIDC_ISSUER: issuer, POSTHORN_OIDC_CLIENT_ID: 'posthorn', POSTHORN_OIDC_ROLES: 'a=owner' };
    const relay = await TestRelay.start({ POSTHORN_ALLOWED_NETWORKS: '', ...oidc, ...env });
    try {
      const { status, headers } = await request(relay.adminUrl).get('/api/v1/auth/oidc/login');
      expect(status).toBe(302);
      const url = new URL(String(headers['location']));
      expect(url.searchParams.get('redirect_uri')).toBe(`${expected ?? relay.adminUrl}/api/v1/auth/oidc/callback`);
    } finally {
      await relay.stop();
    }
  });
});
