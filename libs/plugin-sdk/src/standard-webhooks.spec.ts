import { createPublicKey, verify } from 'node:crypto';
import { generateSigningSecret, parseSigningSecret, signingPublicKey, signStandardWebhooks } from './standard-webhooks.js';

describe('a signing secret', () => {
  it('signs as the specification shows', () => {
    // Test vector of the specification's own libraries.
    const key = parseSigningSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    const body = Buffer.from('{"test": 2432232314}');
    const keys = key === null ? [] : [key];
    expect(signStandardWebhooks({ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestampSeconds: 1614265330, body, keys })).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  it('is generated new each time and can be read back', () => {
    const secrets = [generateSigningSecret(), generateSigningSecret()];
    expect(new Set(secrets).size).toBe(2);
    expect(secrets.map((secret) => parseSigningSecret(secret)?.symmetricKeySize)).toEqual([32, 32]);
  });

  it.each([
    '',
    'whsec_',
    'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'whsec_c2hvcnQ=',
    'whsec_not base64 at all, not at all',
    `whsec_${'A'.repeat(200)}`,
  ])('is not "%s"', (text) => {
    expect(parseSigningSecret(text)).toBeNull();
  });
});

describe('a signing key pair', () => {
  it('signs so that its public half, and nothing else, verifies', () => {
    const secret = generateSigningSecret('v1a');
    const key = parseSigningSecret(secret);
    const body = Buffer.from('{"caf\u00e9":1}');
    const signature = signStandardWebhooks({ id: 'msg_1', timestampSeconds: 17, body, keys: key === null ? [] : [key] });
    const verifies = (publicKey: string | null, text: string) => {
      const x = Buffer.from(publicKey?.replace(/^whpk_/, '') ?? '', 'base64').toString('base64url');
      const jwk = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
      return verify(null, Buffer.from(text), jwk, Buffer.from(signature.replace(/^v1a,/, ''), 'base64'));
    };
    expect(signature).toMatch(/^v1a,/);
    expect(verifies(signingPublicKey(secret), `msg_1.17.${body.toString()}`)).toBe(true);
    expect(verifies(signingPublicKey(secret), `msg_1.18.${body.toString()}`)).toBe(false);
    expect(verifies(signingPublicKey(generateSigningSecret('v1a')), `msg_1.17.${body.toString()}`)).toBe(false);
  });

  it('is a seed with or without its public half, but never with another one', () => {
    const [one, two] = [generateSigningSecret('v1a'), generateSigningSecret('v1a')].map((secret) => Buffer.from(secret.slice(5), 'base64'));
    const written = (...parts: (Buffer | undefined)[]) =>
      `whsk_${Buffer.concat(parts.map((part) => part ?? Buffer.alloc(0))).toString('base64')}`;
    expect(signingPublicKey(written(one?.subarray(0, 32)))).toBe(signingPublicKey(written(one)));
    expect(parseSigningSecret(written(one?.subarray(0, 32), two?.subarray(32)))).toBeNull();
    expect(parseSigningSecret(written(one?.subarray(0, 31)))).toBeNull();
    expect(signingPublicKey(generateSigningSecret())).toBeNull();
  });
});
