import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { inbound, outcome, secret, TestClock, verifierOf } from '../testing/inbound.js';

const NOW_S = Math.floor(new TestClock().now() / 1000);
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: KeyObject): string => String(key.export({ type: 'spki', format: 'pem' })).trim();
const SHARED = Buffer.from('a shared secret of a pet store, 32+');
const CLAIMS = { iss: 'https://auth.petstoreapi.com', aud: 'relay', exp: NOW_S + 60 };

function token(key: KeyObject | Buffer, alg: string, claims: JWTPayload = CLAIMS, header: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg, ...header }).sign(key);
}

const bearer = (jwt: string) => inbound([['authorization', `Bearer ${jwt}`]]);

describe('jwt with a shared secret', () => {
  const options = { algorithms: ['HS256'], issuer: CLAIMS.iss, audience: 'relay' };
  const verifier = verifierOf('jwt', options, [secret('another'), secret(SHARED.toString(), null, 'its-id')]);

  it('names the secret that matched', async () => {
    expect(await verifier.verify(bearer(await token(SHARED, 'HS256')))).toMatchObject({ ok: true, secretId: 'its-id' });
  });

  it.each([
    ['the claims as agreed', CLAIMS, 'accepted'],
    ['one of several audiences', { ...CLAIMS, aud: ['x', 'relay'] }, 'accepted'],
    ['another issuer', { ...CLAIMS, iss: 'https://evil.example' }, 'token-invalid'],
    ['another audience', { ...CLAIMS, aud: 'x' }, 'token-invalid'],
    ['no expiry', { iss: CLAIMS.iss, aud: 'relay' }, 'token-invalid'],
    ['an expiry within the tolerance', { ...CLAIMS, exp: NOW_S - 59 }, 'accepted'],
    ['an expiry past the tolerance', { ...CLAIMS, exp: NOW_S - 61 }, 'token-expired'],
    ['a beginning past the tolerance', { ...CLAIMS, nbf: NOW_S + 61 }, 'token-invalid'],
  ])('with %s', async (_case, claims, expected) => {
    expect(outcome(await verifier.verify(bearer(await token(SHARED, 'HS256', claims))))).toBe(expected);
  });

  it.each([
    ['garbage', 'Bearer abc', 'token-invalid'],
    ['three parts of garbage', 'Bearer a.b.c', 'token-invalid'],
    ['alg none', `Bearer ${new UnsecuredJWT(CLAIMS).encode()}`, 'token-invalid'],
    ['a token of 20 KiB', `Bearer ${'a'.repeat(20_480)}`, 'token-invalid'],
    ['nothing', '', 'token-missing'],
    ['the word Bearer only', 'Bearer', 'token-missing'],
    ['another scheme', 'Basic abc', 'token-missing'],
  ])('with %s', async (_case, value, expected) => {
    expect(outcome(await verifier.verify(inbound([['authorization', value]])))).toBe(expected);
  });

  it('takes a token without Bearer, in the header of choice, and without expiry if told so', async () => {
    const lax = verifierOf('jwt', { algorithms: ['HS256'], header: 'X-Token', requireExpiry: false }, [secret(SHARED.toString())]);
    const eternal = await token(SHARED, 'HS256', {});
    for (const value of [eternal, `Bearer ${eternal}`]) expect(outcome(await lax.verify(inbound([['x-token', value]])))).toBe('accepted');
  });

  it('refuses a token of another secret or algorithm, without quoting it', async () => {
    for (const forged of [await token(Buffer.from('x'.repeat(64)), 'HS256'), await token(SHARED, 'HS512')]) {
      const verdict = await verifier.verify(bearer(forged));
      expect(outcome(verdict)).toBe('token-invalid');
      expect(JSON.stringify(verdict)).not.toContain(forged.split('.')[2]);
    }
  });
});

describe('jwt with a public key', () => {
  it('is not fooled by HS256 with the public key as the secret', async () => {
    const verifier = verifierOf('jwt', { algorithms: ['RS256'] }, [secret(pem(rsa.publicKey))]);
    expect(outcome(await verifier.verify(bearer(await token(rsa.privateKey, 'RS256'))))).toBe('accepted');
    for (const text of [pem(rsa.publicKey), `${pem(rsa.publicKey)}\n`]) {
      expect(outcome(await verifier.verify(bearer(await token(Buffer.from(text), 'HS256'))))).toBe('token-invalid');
    }
  });

  it.each([
    ['RS512', rsa],
    ['PS256', rsa],
    ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['ES384', generateKeyPairSync('ec', { namedCurve: 'P-384' })],
    ['EdDSA', generateKeyPairSync('ed25519')],
  ])('takes %s as PEM and as JWK', async (alg, { publicKey, privateKey }) => {
    for (const text of [pem(publicKey), JSON.stringify(publicKey.export({ format: 'jwk' }))]) {
      const verifier = verifierOf(
        'jwt',
        { algorithms: [alg] },
        [secret(pem(generateKeyPairSync('ed25519').publicKey)), secret(text)].slice(alg === 'EdDSA' ? 0 : 1),
      );
      expect(outcome(await verifier.verify(bearer(await token(privateKey, alg))))).toBe('accepted');
    }
  });
});

describe('jwt with a key set by URL', () => {
  let server: Server;
  let url: string;
  let answer: { status: number; body: string };
  let requests: number;
  const jwks = (...kids: string[]): string =>
    JSON.stringify({ keys: kids.map((kid) => ({ ...rsa.publicKey.export({ format: 'jwk' }), kid, alg: 'RS256' })) });

  beforeEach(async () => {
    answer = { status: 200, body: jwks('k1') };
    requests = 0;
    server = createServer((_request, response) => {
      requests += 1;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await new Promise((resolve) => server.close(resolve));
  });

  it('fetches once, again for an unknown kid, and not again within the cooldown', async () => {
    const clock = new TestClock();
    // jose keeps its cache by Date.now.
    jest.spyOn(Date, 'now').mockImplementation(() => clock.nowMs);
    const verifier = verifierOf('jwt', { algorithms: ['RS256'], jwksUrl: url }, [], { clock });
    const signed = (kid: string): Promise<string> => token(rsa.privateKey, 'RS256', { exp: NOW_S + 3600 }, { kid });
    const [first, second] = [await signed('k1'), await signed('k2')];
    for (const jwt of [first, first]) expect(outcome(await verifier.verify(bearer(jwt)))).toBe('accepted');
    expect(requests).toBe(1);
    clock.nowMs += 20_000;
    expect(outcome(await verifier.verify(bearer(second)))).toBe('token-invalid');
    answer.body = jwks('k1', 'k2');
    expect(outcome(await verifier.verify(bearer(second)))).toBe('token-invalid');
    expect(requests).toBe(2);
    clock.nowMs += 20_000;
    expect(outcome(await verifier.verify(bearer(second)))).toBe('accepted');
    expect(requests).toBe(3);
  });

  it.each([
    [500, 'oops'],
    [200, 'not JSON'],
    [200, '{"keys": 5}'],
    [302, ''],
  ])('cannot tell while the key set answers %i %s, asks seldom, and can again afterwards', async (status, body) => {
    const clock = new TestClock();
    const verifier = verifierOf('jwt', { algorithms: ['RS256'], jwksUrl: url }, [], { clock });
    const jwt = await token(rsa.privateKey, 'RS256', CLAIMS, { kid: 'k1' });
    answer = { status, body };
    for (let count = 0; count < 3; count += 1) expect(outcome(await verifier.verify(bearer(jwt)))).toBe('unavailable');
    if (body !== '{"keys": 5}') expect(requests).toBe(1);
    answer = { status: 200, body: jwks('k1') };
    clock.nowMs += 2_000;
    expect(outcome(await verifier.verify(bearer(jwt)))).toBe('accepted');
  });
});
