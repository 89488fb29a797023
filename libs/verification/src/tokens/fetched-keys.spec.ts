import type { GuardedFetch } from '@posthorn/contracts';
import { OutboundError } from '@posthorn/contracts';
import { CERTIFICATE, EXPIRED_CERTIFICATE } from '../testing/certificate-fixture.js';
import { outcome, TestClock } from '../testing/inbound.js';
import { fixtureOf, judge, schemeOf, signedSample } from '../testing/provider-fixtures.js';
import type { SignedRequest, Verifier } from '../verifier.js';

const clock = new TestClock();

function recording(answer: () => { status: number; body: string }) {
  const urls: string[] = [];
  const fetch: GuardedFetch = ({ url }) => {
    urls.push(url);
    const { status, body } = answer();
    return Promise.resolve({ status, headers: [], body: Buffer.from(body), truncated: false });
  };
  return { urls, fetch };
}

function verifierOf(name: string, fetch: GuardedFetch, at = clock): Verifier {
  const { options, secret } = fixtureOf(name);
  const secrets = secret === null ? [] : [{ id: '1', value: secret, expiresAtMs: null }];
  const compiled = schemeOf(name).compile(options, secrets, { clock: at, fetch });
  if (!compiled.ok) throw new Error('did not compile');
  return compiled.verifier;
}

const withCertificateUrl = async (name: string, url: string): Promise<SignedRequest> => {
  const signed = await signedSample(name, clock);
  if (name === 'paypal')
    return { ...signed, headers: signed.headers.map(([one, value]) => [one, one === 'paypal-cert-url' ? url : value] as const) };
  return { ...signed, body: Buffer.from(JSON.stringify({ ...(JSON.parse(String(signed.body)) as object), SigningCertURL: url })) };
};

describe('a certificate by its URL', () => {
  it.each([
    ['aws-sns', 'https://sns.eu-central-1.amazonaws.com/a.pem'],
    ['aws-sns', 'https://sns.us-gov-west-1.amazonaws.com/SimpleNotificationService-1.pem'],
    ['aws-sns', 'https://sns.cn-north-1.amazonaws.com.cn/a.pem'],
    ['paypal', 'https://api.paypal.com/v1/notifications/certs/CERT-1'],
    ['paypal', 'https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1'],
  ])('%s: is fetched from %s, once for many requests', async (name, url) => {
    const { urls, fetch } = recording(() => ({ status: 200, body: CERTIFICATE }));
    const verifier = verifierOf(name, fetch);
    const signed = await withCertificateUrl(name, url);
    for (let count = 0; count < 3; count += 1) expect(outcome(await judge(verifier, signed))).toBe('accepted');
    expect(urls).toEqual([url]);
  });

  it.each([
    ['aws-sns', 'http://sns.eu-central-1.amazonaws.com/a.pem'],
    ['aws-sns', 'https://sns.eu-central-1.amazonaws.com:8443/a.pem'],
    ['aws-sns', 'https://sns.eu-central-1.amazonaws.com.evil.example/a.pem'],
    ['aws-sns', 'https://evil.example/sns.eu-central-1.amazonaws.com/a.pem'],
    ['aws-sns', 'https://user@sns.eu-central-1.amazonaws.com/a.pem'],
    ['aws-sns', 'https://sns.s3-us-west-2.amazonaws.com/a.pem'],
    ['aws-sns', 'https://sns.eu-central-1.amazonaws.com/a.txt'],
    ['aws-sns', 'not a url'],
    ['paypal', 'https://evilpaypal.com/v1/notifications/certs/CERT-1'],
    ['paypal', 'https://api.paypal.com.evil.example/v1/notifications/certs/CERT-1'],
    ['paypal', 'https://api.paypal.com/uploads/CERT-1'],
    ['paypal', 'http://api.paypal.com/v1/notifications/certs/CERT-1'],
    ['paypal', 'https://api.paypal.com/v1/notifications/certs/../../../uploads/CERT-1'],
  ])('%s: is never fetched from %s', async (name, url) => {
    const { urls, fetch } = recording(() => ({ status: 200, body: CERTIFICATE }));
    expect(outcome(await judge(verifierOf(name, fetch), await withCertificateUrl(name, url)))).toBe('signature-unsupported');
    expect(urls).toEqual([]);
  });

  it.each([
    ['an error', { status: 500, body: CERTIFICATE }],
    ['something else', { status: 200, body: '<html>' }],
    ['a certificate out of its time', { status: 200, body: EXPIRED_CERTIFICATE }],
  ])('nobody can tell when %s comes, and genuine webhooks are not thrown away', async (_what, answer) => {
    for (const name of ['aws-sns', 'paypal'])
      expect(outcome(await judge(verifierOf(name, recording(() => answer).fetch), await signedSample(name, clock)))).toBe('unavailable');
  });

  it('is asked for again once the directory is back', async () => {
    const at = new TestClock();
    let isAway = true;
    const fetch: GuardedFetch = (request) =>
      isAway ? Promise.reject(new OutboundError('network', 'away')) : recording(() => ({ status: 200, body: CERTIFICATE })).fetch(request);
    const verifier = verifierOf('paypal', fetch, at);
    const signed = await signedSample('paypal', at);
    expect(outcome(await judge(verifier, signed))).toBe('unavailable');
    isAway = false;
    at.nowMs += 3_000;
    expect(outcome(await judge(verifier, signed))).toBe('accepted');
  });
});

it('a forger who invents a key each time makes few fetches, and known keys stay known', async () => {
  const at = new TestClock();
  const { urls, fetch } = recording(() => ({ status: 200, body: CERTIFICATE }));
  const verifier = verifierOf('aws-sns', fetch, at);
  const genuine = await signedSample('aws-sns', at);
  expect(outcome(await judge(verifier, genuine))).toBe('accepted');
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_none, index) =>
      outcome(await judge(verifier, await withCertificateUrl('aws-sns', `https://sns.eu-central-1.amazonaws.com/${index}.pem`))),
    ),
  );
  expect(urls.length).toBeLessThanOrEqual(12);
  expect(answers.filter((answer) => answer === 'unavailable').length).toBeGreaterThan(180);
  expect(outcome(await judge(verifier, genuine))).toBe('accepted');
  at.nowMs += 10_001;
  expect(outcome(await judge(verifier, await withCertificateUrl('aws-sns', 'https://sns.eu-central-1.amazonaws.com/new.pem')))).toBe(
    'accepted',
  );
});

it('ids that are invented slowly push one another out, and not the key in use', async () => {
  const at = new TestClock();
  const { urls, fetch } = recording(() => ({ status: 200, body: CERTIFICATE }));
  const verifier = verifierOf('paypal', fetch, at);
  const genuine = await signedSample('paypal', at);
  for (let index = 0; index < 150; index += 1) {
    at.nowMs += 2_000;
    expect(outcome(await judge(verifier, genuine))).toBe('accepted');
    await judge(verifier, await withCertificateUrl('paypal', `https://api.paypal.com/v1/notifications/certs/CERT-${index}`));
  }
  expect(urls.filter((url) => url.endsWith('CERT-sample'))).toHaveLength(1);
});

it('plaid: asks for its key with client id and secret, and for no key id that could be something else', async () => {
  const { fetch: keys } = fixtureOf('plaid');
  const asked: unknown[] = [];
  const fetch: GuardedFetch = (request) => {
    asked.push([request.url, JSON.parse(String(request.body))]);
    return keys(request);
  };
  const signed = await signedSample('plaid', clock);
  expect(outcome(await judge(verifierOf('plaid', fetch), signed))).toBe('accepted');
  const { secret } = fixtureOf('plaid');
  expect(asked).toEqual([['https://production.plaid.com/webhook_verification_key/get', { client_id: 'client', secret, key_id: 'sample' }]]);
  const token = signed.headers.find(([name]) => name === 'plaid-verification')?.[1] ?? '';
  const head = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url') + token.slice(token.indexOf('.'));
  const result = async (value: string): Promise<string> =>
    outcome(await judge(verifierOf('plaid', fetch), { ...signed, headers: [['plaid-verification', value]] }));
  expect(await result(head({ alg: 'ES256', kid: '../../x' }))).toBe('signature-malformed');
  expect(await result(head({ alg: 'HS256', kid: 'sample' }))).toBe('signature-unsupported');
  expect(await result(head({ alg: 'none', kid: 'sample' }))).toBe('signature-unsupported');
  expect(asked).toHaveLength(1);
});

it('plaid: takes nothing that a key of which Plaid says that it has expired has signed', async () => {
  const { fetch: keys } = fixtureOf('plaid');
  const signed = await signedSample('plaid', clock);
  const result = async (expiredAt: number | null): Promise<string> => {
    const fetch: GuardedFetch = async (request) => {
      const answer = await keys(request);
      const { key } = JSON.parse(String(answer.body)) as { key: object };
      return { ...answer, body: Buffer.from(JSON.stringify({ key: { ...key, expired_at: expiredAt } })) };
    };
    return outcome(await judge(verifierOf('plaid', fetch), signed));
  };
  expect(await result(clock.now() / 1000 - 1)).toBe('signature-mismatch');
  expect(await result(clock.now() / 1000 + 60)).toBe('accepted');
  expect(await result(null)).toBe('accepted');
});
