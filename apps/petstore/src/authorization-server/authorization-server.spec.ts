import { createRemoteJWKSet, jwtVerify } from 'jose';
import { OAuthClient } from '../authentication/oauth-client.js';
import { AuthorizationServer } from './authorization-server.js';

const REDIRECT = 'http://127.0.0.1:1/callback';
const AUDIENCE = 'https://relay.example/in';

describe("the store's authorization server", () => {
  let nowMs = Date.now();
  let server: AuthorizationServer;
  let client: OAuthClient;
  beforeEach(async () => {
    nowMs = Date.now();
    server = await AuthorizationServer.start({
      clients: [{ clientId: 'petstore-sender', redirectUris: [REDIRECT] }],
      audience: AUDIENCE,
      clock: { now: () => nowMs },
    });
    client = new OAuthClient(server.issuer, 'petstore-sender', REDIRECT);
  });
  afterEach(() => server.close());

  const verify = (token: string) =>
    jwtVerify(token, createRemoteJWKSet(new URL(`${server.issuer}/jwks.json`)), {
      issuer: server.issuer,
      audience: AUDIENCE,
      typ: 'at+jwt',
    });

  it('gives an access token for a code, which its published key verifies', async () => {
    const tokens = await client.obtainTokens('read:orders write:orders');
    const { payload } = await verify(tokens.access_token);
    expect(payload).toMatchObject({ scope: 'read:orders write:orders', client_id: 'petstore-sender' });
    expect(Number(payload.exp) - Math.floor(nowMs / 1000)).toBe(3600);
  });

  it('refreshes once for each refresh token, and ends the family when one comes twice', async () => {
    const first = await client.obtainTokens('write:orders');
    const second = await client.refresh(first.refresh_token);
    await verify(second.access_token);
    await expect(client.refresh(first.refresh_token)).rejects.toMatchObject({ code: 'invalid_grant' });
    await expect(client.refresh(second.refresh_token)).rejects.toMatchObject({ code: 'invalid_grant' });
  });

  it.each<[string, (fields: { code: string; code_verifier: string; redirect_uri: string }) => Partial<typeof fields>]>([
    ['another verifier', () => ({ code_verifier: 'A'.repeat(43) })],
    ['no verifier', () => ({ code_verifier: '' })],
    ['another redirect_uri', () => ({ redirect_uri: `${REDIRECT}/elsewhere` })],
    ['an invented code', () => ({ code: 'invented' })],
  ])('refuses %s, and the code is spent with it', async (_case, change) => {
    const { code, verifier } = await client.authorize('write:orders');
    const fields = { code, code_verifier: verifier, redirect_uri: REDIRECT };
    const changed = { ...fields, ...change(fields) };
    await expect(client.exchange(changed)).rejects.toMatchObject({ code: 'invalid_grant' });
    if (changed.code === code) await expect(client.exchange(fields)).rejects.toMatchObject({ code: 'invalid_grant' });
  });

  it('refuses a code that was used, and ends what the first use was given', async () => {
    const { code, verifier } = await client.authorize('write:orders');
    const fields = { code, code_verifier: verifier, redirect_uri: REDIRECT };
    const tokens = await client.exchange(fields);
    await expect(client.exchange(fields)).rejects.toMatchObject({ code: 'invalid_grant' });
    await expect(client.refresh(tokens.refresh_token)).rejects.toMatchObject({ code: 'invalid_grant' });
  });

  it('refuses a code after a minute', async () => {
    const { code, verifier } = await client.authorize('write:orders');
    nowMs += 60_000;
    await expect(client.exchange({ code, code_verifier: verifier, redirect_uri: REDIRECT })).rejects.toMatchObject({
      code: 'invalid_grant',
    });
  });

  it('refuses the code of another client', async () => {
    const { code, verifier } = await client.authorize('write:orders');
    const thief = new OAuthClient(server.issuer, 'someone-else', REDIRECT);
    await expect(thief.exchange({ code, code_verifier: verifier, redirect_uri: REDIRECT })).rejects.toMatchObject({
      code: 'invalid_grant',
    });
  });

  const valid = {
    response_type: 'code',
    client_id: 'petstore-sender',
    redirect_uri: REDIRECT,
    scope: 'write:orders',
    state: 's1',
    code_challenge: 'A'.repeat(43),
    code_challenge_method: 'S256',
  };
  it.each([
    ['an unknown client', { client_id: 'who' }, 400, null],
    ['an address that is not registered', { redirect_uri: 'https://evil.example/' }, 400, null],
    ['a registered address with something added', { redirect_uri: `${REDIRECT}?x` }, 400, null],
    ['no PKCE', { code_challenge: '' }, 302, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 302, 'invalid_request'],
    ['a token in the front channel', { response_type: 'token' }, 302, 'unsupported_response_type'],
    ['a scope that the store does not have', { scope: 'write:webhooks' }, 302, 'invalid_scope'],
    ['a good request', {}, 302, null],
  ])('answers /authorize for %s, and redirects only where it may', async (_case, change, status, error) => {
    const query = new URLSearchParams({ ...valid, ...change });
    const response = await fetch(`${server.issuer}/authorize?${query.toString()}`, { redirect: 'manual' });
    expect(response.status).toBe(status);
    const location = response.headers.get('location');
    if (status === 400) return expect(location).toBeNull();
    const back = new URL(location ?? '');
    expect(`${back.origin}${back.pathname}`).toBe(REDIRECT);
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ state: 's1', iss: server.issuer });
    expect(back.searchParams.get('error')).toBe(error);
    expect(back.searchParams.has('code')).toBe(error === null);
  });
});
