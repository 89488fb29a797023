import { outcome, secret, TestClock } from './testing/inbound.js';
import { judge, providerVerifier, URL_OF_SOURCE } from './testing/provider-fixtures.js';

const clock = new TestClock();
const verdictOf = async (name: string, headers: Readonly<Record<string, string>>, body: string): Promise<string> =>
  outcome(
    await judge(providerVerifier(name, clock), {
      method: 'POST',
      url: URL_OF_SOURCE,
      headers: Object.entries(headers),
      body: Buffer.from(body),
    }),
  );

describe('documented vectors', () => {
  // https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures
  it("adyen: Adyen's own example", async () => {
    const item = {
      additionalData: { hmacSignature: 'coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=' },
      ...{ amount: { value: 1130, currency: 'EUR' }, pspReference: '7914073381342284', eventCode: 'AUTHORISATION' },
      ...{ merchantAccountCode: 'TestMerchant', merchantReference: 'TestPayment-1407325143704', paymentMethod: 'visa', success: 'true' },
    };
    const body = (change: object): string => JSON.stringify({ notificationItems: [{ NotificationRequestItem: { ...item, ...change } }] });
    expect(await verdictOf('adyen', {}, body({}))).toBe('accepted');
    expect(await verdictOf('adyen', {}, body({ success: 'false' }))).toBe('signature-mismatch');
    expect(await verdictOf('adyen', {}, body({ amount: { value: 113, currency: 'EUR' } }))).toBe('signature-mismatch');
    const two = JSON.stringify({
      notificationItems: [{ NotificationRequestItem: item }, { NotificationRequestItem: { ...item, success: 'false' } }],
    });
    expect(await verdictOf('adyen', {}, two)).toBe('signature-mismatch');
  });

  // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
  it("github: GitHub's own example", async () => {
    const verifier = providerVerifier('github', clock, [secret("It's a Secret to Everybody")]);
    const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    const request = {
      method: 'POST',
      url: URL_OF_SOURCE,
      headers: [['X-Hub-Signature-256', signature]] as const,
      body: Buffer.from('Hello, World!'),
    };
    expect(outcome(await judge(verifier, request))).toBe('accepted');
  });

  // https://docs.slack.dev/authentication/verifying-requests-from-slack
  it("slack: Slack's own example", async () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    const headers = [
      ['X-Slack-Request-Timestamp', '1531420618'],
      ['X-Slack-Signature', 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503'],
    ] as const;
    const then = new TestClock(1_531_420_618_000);
    const verifier = providerVerifier('slack', then, [secret('8f742231b10e8888abcd99yyyzzz85a5')]);
    expect(outcome(await judge(verifier, { method: 'POST', url: URL_OF_SOURCE, headers, body: Buffer.from(body) }))).toBe('accepted');
  });

  // https://github.com/standard-webhooks/standard-webhooks/blob/main/libraries, and the page of Svix
  it("svix: Svix's own example", async () => {
    const then = new TestClock(1_614_265_330_000);
    const verifier = providerVerifier('svix', then, [secret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')]);
    const headers = [
      ['svix-id', 'msg_p5jXN8AQM9LWM0D4loKWxJek'],
      ['svix-timestamp', '1614265330'],
      ['svix-signature', 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='],
    ] as const;
    expect(outcome(await judge(verifier, { method: 'POST', url: URL_OF_SOURCE, headers, body: Buffer.from('{"test": 2432232314}') }))).toBe(
      'accepted',
    );
  });
});

/**
 * Libraries too large to install for everybody (28 to 71 MB each). Each was run once with this body and these secrets at the second
 * 1758613403: it made the signature, or accepted it.
 */
describe('recorded with the library', () => {
  const text = '{"id":"evt_1","type":"höchst.wichtig"}';
  const standard = (prefix: string): Record<string, string> => ({
    [`${prefix}-id`]: 'msg_1',
    [`${prefix}-timestamp`]: '1758613403',
    [`${prefix}-signature`]: 'v1,cTeSSic8QCmTkBxJ2B4vADXSKKYMubPHuS/chTIsZko=',
  });

  it.each<[string, string, Record<string, string>]>([
    ['square', 'square 46.0.0', { 'x-square-hmacsha256-signature': 'Y1iM7XndxW1iSRHKu4Nc1l18hZFK7S+Us+ZPUgyKN48=' }],
    [
      'hubspot',
      '@hubspot/api-client 13.5.0',
      { 'X-HubSpot-Signature-v3': 'NuvMQL1M8iODvbPCX6BIJg/ARM6Ceu6gNxxk5t96HXM=', 'X-HubSpot-Request-Timestamp': '1758613403000' },
    ],
    [
      'adyen-platforms',
      '@adyen/api-library 32.1.0',
      { HmacSignature: '5LfhFvj6filoCAKP0Ri3FV+VJC3TtbVItGl7/QCjpEU=', Protocol: 'HmacSHA256' },
    ],
    ['line', '@line/bot-sdk 11.0.0', { 'x-line-signature': 'o0BFR6TquGP99SV6pAT+AWsCjxFsynflmKnx5YUq8p0=' }],
    [
      'slack',
      '@slack/bolt 5.1.0',
      {
        'X-Slack-Signature': 'v0=3c3ee6bddc892d2f927f86ea62876c8e47ce40fbde2d38b9acc40ced4470d7ec',
        'X-Slack-Request-Timestamp': '1758613403',
      },
    ],
    ['shopify', '@shopify/shopify-api 13.1.0', { 'X-Shopify-Hmac-Sha256': 'o0BFR6TquGP99SV6pAT+AWsCjxFsynflmKnx5YUq8p0=' }],
    ['openai', 'openai 6.49.0', standard('webhook')],
    ['clerk', '@clerk/backend 3.25.0', standard('svix')],
    ['resend', 'resend 6.38.0', standard('svix')],
  ])('%s: %s', async (name, _library, headers) => {
    const own = ['openai', 'clerk', 'resend'].includes(name) ? [secret('whsec_YS1zZWNyZXQtb2YtMjQtYnl0ZXMtb2sh')] : undefined;
    const verifier = providerVerifier(name, clock, own);
    const request = { method: 'POST', url: URL_OF_SOURCE, headers: Object.entries(headers), body: Buffer.from(text) };
    expect(outcome(await judge(verifier, request))).toBe('accepted');
    expect(outcome(await judge(verifier, { ...request, body: Buffer.from(text.replace('evt_1', 'evt_2')) }))).toBe('signature-mismatch');
  });

  it('adyen: an item with a colon and a backslash, @adyen/api-library 32.1.0', async () => {
    const item = {
      ...{ pspReference: '7914073381342284', originalReference: '', merchantAccountCode: 'TestMerchant', merchantReference: 'a:b\\c' },
      ...{ amount: { value: 1130, currency: 'EUR' }, eventCode: 'CAPTURE', success: 'true' },
      additionalData: { hmacSignature: 'LEYQ2bm9k3eXpgnMCqMXyT84tR8bF5HGDsO7khua0hY=' },
    };
    const body = JSON.stringify({ live: 'false', notificationItems: [{ NotificationRequestItem: item }] });
    expect(await verdictOf('adyen', {}, body)).toBe('accepted');
  });
});
