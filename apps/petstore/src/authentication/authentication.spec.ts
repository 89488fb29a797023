import { createSecretKey, createPublicKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import { orderApproved } from '../webhooks/order-status-changed.js';
import { createEs256KeyPair, STORE_ISSUER, StoreTokens } from './store-tokens.js';
import { signWebhook, webhookSignatureMatches } from './webhook-signature.js';

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const tokens = new StoreTokens({ now: () => NOW_MS }, 'petstore-order');
const expected = { issuer: STORE_ISSUER, audience: 'petstore-order', currentDate: new Date(NOW_MS) };

describe('X-Webhook-Signature', () => {
  it('is what openssl makes of the same bytes', () => {
    // openssl dgst -sha256 -hmac hush
    expect(signWebhook('hush', orderApproved.body)).toBe('sha256=41553c1bd3d6809361372641afeed4274283f4d2906e77c0278df3c79e9dc61c');
  });

  it.each([
    ['the signature itself', signWebhook('hush', orderApproved.body), true],
    ['one by another secret', signWebhook('other', orderApproved.body), false],
    ['the beginning of it', signWebhook('hush', orderApproved.body).slice(0, 20), false],
    ['nothing', '', false],
  ])('compares %s as a whole', (_case, header, matches) => {
    expect(webhookSignatureMatches('hush', orderApproved.body, header)).toBe(matches);
  });
});

describe("the store's own tokens", () => {
  it('verify with the secret, for a day', async () => {
    const token = await tokens.hs256('a secret of thirty-two characters', {});
    const { payload } = await jwtVerify(token, createSecretKey(Buffer.from('a secret of thirty-two characters')), expected);
    expect(payload.exp).toBe(NOW_MS / 1000 + 86_400);
  });

  it('verify with the public key that a source is given', async () => {
    const { privateKey, publicKeyPem } = await createEs256KeyPair();
    await expect(jwtVerify(await tokens.es256(privateKey), createPublicKey(publicKeyPem), expected)).resolves.toBeDefined();
  });

  it('are expired where that was wished for', async () => {
    const token = await tokens.hs256('a secret of thirty-two characters', { lifetimeSeconds: -3600 });
    await expect(jwtVerify(token, createSecretKey(Buffer.from('a secret of thirty-two characters')), expected)).rejects.toMatchObject({
      code: 'ERR_JWT_EXPIRED',
    });
  });

  it('carry no signature where that was wished for', () => {
    const token = tokens.unsigned();
    expect(token.endsWith('.')).toBe(true);
    expect(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())).toEqual({ alg: 'none' });
  });
});
