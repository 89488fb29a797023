import { generateSigningSecret, parseSigningSecret, signStandardWebhooks } from './standard-webhooks.js';

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
