import { createPublicKey, verify } from 'node:crypto';
import { runPlugin } from '@posthorn/plugin-sdk/testing';
import { Webhook } from 'standardwebhooks';
import { httpPlugin } from './http.plugin.js';
import { closeReceivers, receiver, type Received } from './testing/receiver.js';

afterEach(closeReceivers);

function publicKeyOf(signingSecret: string): string {
  const [key = ''] = httpPlugin.publicKeys?.(httpPlugin.configSchema.parse({ url: 'https://example.com' }), { signingSecret }) ?? [];
  return key;
}

/** As a receiver does it that knows nothing but `whpk_…`. */
function verifies(publicKey: string, request: Received | undefined): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signatures = '' } = request?.headers ?? {};
  const x = Buffer.from(publicKey.replace(/^whpk_/, ''), 'base64').toString('base64url');
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
  const signed = Buffer.concat([Buffer.from(`${id}.${time}.`), request?.body ?? Buffer.alloc(0)]);
  return signatures
    .split(' ')
    .filter((one) => one.startsWith('v1a,'))
    .some((one) => verify(null, signed, key, Buffer.from(one.slice(4), 'base64')));
}

it('signs with Ed25519 so that the public key that the destination shows verifies, and another does not', async () => {
  const { url, received } = await receiver();
  const config = { url, signatureVersion: 'v1a' };
  const secret = httpPlugin.generateSecrets?.(httpPlugin.configSchema.parse(config))['signingSecret'] ?? '';
  expect(secret).toMatch(/^whsk_/);
  const result = await runPlugin(httpPlugin, { config, secrets: { signingSecret: secret }, event: { body: Buffer.from([0, 0xff, 0x0a]) } });
  expect(received[0]?.headers['webhook-signature']).toMatch(/^v1a,[A-Za-z0-9+/]{86}==$/);
  expect(verifies(publicKeyOf(secret), received[0])).toBe(true);
  const other = httpPlugin.generateSecrets?.(httpPlugin.configSchema.parse(config))['signingSecret'] ?? '';
  expect(verifies(publicKeyOf(other), received[0])).toBe(false);
  expect(JSON.stringify(result)).not.toContain('v1a,');
});

it('signs with a shared secret and a key pair while receivers move from one to the other', async () => {
  const { url, received } = await receiver();
  const old = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const secret = httpPlugin.generateSecrets?.(httpPlugin.configSchema.parse({ url, signatureVersion: 'v1a' }))['signingSecret'] ?? '';
  const clock = { now: () => Date.now() };
  await runPlugin(httpPlugin, { config: { url }, secrets: { signingSecret: secret }, previousSecrets: { signingSecret: [old] }, clock });
  expect(received[0]?.headers['webhook-signature']).toMatch(/^v1a,\S+ v1,\S+$/);
  expect(verifies(publicKeyOf(secret), received[0])).toBe(true);
  expect(() => new Webhook(old).verify(received[0]?.body.toString() ?? '', received[0]?.headers ?? {})).not.toThrow();
  expect(publicKeyOf(old)).toBe('');
});
