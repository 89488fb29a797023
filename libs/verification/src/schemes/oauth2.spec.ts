import { systemClock } from '@posthorn/contracts';
import { generateKeyPairSync } from 'node:crypto';
import { jest } from '@jest/globals';
import { SignJWT } from 'jose';
import { AuthorizationServer, CLIENT } from '../testing/authorization-server.js';
import { inbound, outcome, secret, TestClock, verifierOf } from '../testing/inbound.js';
import type { Verifier } from '../verifier.js';

const JWT_API = 'https://jwt.example';
const OPAQUE_API = 'https://opaque.example';

describe('oauth2 with a real authorization server', () => {
  const server = new AuthorizationServer();
  const clock = new TestClock(Date.now());
  let jwt: { access_token: string; id_token: string };
  let opaque: { access_token: string };
  const present = async (verifier: Verifier, token: string): Promise<string> =>
    outcome(await verifier.verify(inbound([['authorization', `Bearer ${token}`]])));

  beforeAll(async () => {
    // The server says at length that this is no way to run it in production.
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    jest.spyOn(console, 'info').mockImplementation(() => undefined);
    await server.start();
    jwt = await server.obtainTokens(JWT_API);
    opaque = await server.obtainTokens(OPAQUE_API);
  });
  afterAll(async () => {
    await server.stop();
    jest.restoreAllMocks();
  });
  beforeEach(() => {
    clock.nowMs = systemClock.now();
    server.requests.length = 0;
  });

  describe('by its issuer', () => {
    const byIssuer = (options: Record<string, unknown> = {}): Verifier =>
      verifierOf('oauth2', { issuer: server.issuer, ...options }, [], { clock });

    it('accepts the access token of an authorization-code exchange, asking for keys once', async () => {
      const verifier = byIssuer({ audience: JWT_API, requiredScopes: ['read:orders', 'write:orders'] });
      expect(await Promise.all([1, 2, 3].map(() => present(verifier, jwt.access_token)))).toEqual(['accepted', 'accepted', 'accepted']);
      expect(server.requests).toEqual(['/.well-known/openid-configuration', '/jwks']);
    });

    it.each([
      ['another audience', { audience: 'https://other.example' }, 'token-invalid'],
      ['a scope that was not granted', { requiredScopes: ['read:orders', 'chat:write'] }, 'token-scope'],
    ])('wants %s', async (_case, options, expected) => {
      expect(await present(byIssuer(options), jwt.access_token)).toBe(expected);
    });

    it('refuses what is no access token of this issuer', async () => {
      const verifier = byIssuer();
      const forged = await new SignJWT({ iss: server.issuer, exp: 9e9 })
        .setProtectedHeader({ alg: 'RS256' })
        .sign(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
      const [head = '', payload = '', signature = ''] = jwt.access_token.split('.');
      const changed = `${head}.${payload.slice(0, -2)}${payload.endsWith('AA') ? 'BB' : 'AA'}.${signature}`;
      for (const token of [forged, changed, jwt.id_token, opaque.access_token])
        expect(await present(verifier, token)).toBe('token-invalid');
      expect(outcome(await verifier.verify(inbound([])))).toBe('token-missing');
    });

    it('refuses an expired one', async () => {
      clock.nowMs += 3_700_000;
      expect(await present(byIssuer(), jwt.access_token)).toBe('token-expired');
    });

    it('cannot tell when the issuer is another than it says', async () => {
      const elsewhere = server.issuer.replace('127.0.0.1', 'localhost');
      expect(await present(verifierOf('oauth2', { issuer: elsewhere }, [], { clock }), jwt.access_token)).toBe('unavailable');
    });
  });

  describe('by introspection', () => {
    const asking = (value = CLIENT.secret, options: Record<string, unknown> = {}): Verifier => {
      const all = { introspectionUrl: `${server.issuer}/token/introspection`, clientId: CLIENT.id, ...options };
      return verifierOf('oauth2', all, [secret(value)], { clock });
    };
    const questions = (): number => server.count('/token/introspection');

    it('asks once for many at a time and for a minute, then again, and so hears of a revocation', async () => {
      const verifier = asking(CLIENT.secret, { audience: OPAQUE_API, requiredScopes: ['read:orders'] });
      const { access_token: token } = await server.obtainTokens(OPAQUE_API);
      expect(await Promise.all([1, 2, 3].map(() => present(verifier, token)))).toEqual(['accepted', 'accepted', 'accepted']);
      expect(questions()).toBe(1);
      await server.revoke(token);
      clock.nowMs += 59_000;
      expect(await present(verifier, token)).toBe('accepted');
      clock.nowMs += 1_000;
      expect(await present(verifier, token)).toBe('token-invalid');
      expect(questions()).toBe(2);
    });

    it('remembers for five seconds that a token is not active', async () => {
      const verifier = asking();
      for (let count = 0; count < 3; count += 1) expect(await present(verifier, 'invented')).toBe('token-invalid');
      expect(questions()).toBe(1);
      clock.nowMs += 5_000;
      await present(verifier, 'invented');
      expect(questions()).toBe(2);
    });

    it.each([
      ['another audience', { audience: 'https://other.example' }, 'token-invalid'],
      ['a scope that was not granted', { requiredScopes: ['chat:write'] }, 'token-scope'],
    ])('wants %s', async (_case, options, expected) => {
      expect(await present(asking(CLIENT.secret, options), opaque.access_token)).toBe(expected);
    });

    it('cannot tell with a wrong client secret or without a server, and never says the secret', async () => {
      const wrong = asking('wrong-secret');
      const verdict = await wrong.verify(inbound([['authorization', `Bearer ${opaque.access_token}`]]));
      expect(outcome(verdict)).toBe('unavailable');
      expect(JSON.stringify(verdict)).not.toContain('wrong-secret');
      expect(await present(asking(CLIENT.secret, { introspectionUrl: 'http://127.0.0.1:1/' }), 'abc')).toBe('unavailable');
    });

    it('does not ask about what cannot be a token', async () => {
      for (const token of ['a b', 'ä', 'a'.repeat(20_000)]) expect(await present(asking(), token)).toBe('token-invalid');
      expect(questions()).toBe(0);
    });
  });
});
