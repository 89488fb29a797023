import { createHmac, hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { PROVIDERS } from './providers.js';
import { findScheme } from './schemes.js';
import { outcome, secret, TestClock } from './testing/inbound.js';
import { fixtureOf, judge, providerVerifier, signedSample, URL_OF_SOURCE } from './testing/provider-fixtures.js';
import type { SignedRequest } from './verifier.js';

type Facts = {
  readonly body: string;
  readonly url: string;
  header(name: string): string;
  hs(content: string, encoding: 'hex' | 'base64' | 'base64url', algorithm?: string): string;
};

/**
 * The page of facts written down once more, without the code under test: where each signature stands and what it is. A provider's own
 * signer must come to the same text, and its verifier must take it.
 */
const HMAC_PROVIDERS: readonly (readonly [name: string, header: string, signature: (facts: Facts) => string])[] = [
  ['stripe', 'stripe-signature', ({ hs, body }) => `t=1758613403,v1=${hs(`1758613403.${body}`, 'hex')}`],
  ['github', 'x-hub-signature-256', ({ hs, body }) => `sha256=${hs(body, 'hex')}`],
  ['bitbucket', 'x-hub-signature', ({ hs, body }) => `sha256=${hs(body, 'hex')}`],
  ['gitea', 'x-gitea-signature', ({ hs, body }) => hs(body, 'hex')],
  ['slack', 'x-slack-signature', ({ hs, body }) => `v0=${hs(`v0:1758613403:${body}`, 'hex')}`],
  ['shopify', 'x-shopify-hmac-sha256', ({ hs, body }) => hs(body, 'base64')],
  ['paddle', 'paddle-signature', ({ hs, body }) => `ts=1758613403;h1=${hs(`1758613403:${body}`, 'hex')}`],
  ['square', 'x-square-hmacsha256-signature', ({ hs, body, url }) => hs(url + body, 'base64')],
  ['adyen-platforms', 'hmacsignature', ({ hs, body }) => hs(body, 'base64')],
  ['razorpay', 'x-razorpay-signature', ({ hs, body }) => hs(body, 'hex')],
  ['gocardless', 'webhook-signature', ({ hs, body }) => hs(body, 'hex')],
  ['coinbase-commerce', 'x-cc-webhook-signature', ({ hs, body }) => hs(body, 'hex')],
  ['zoom', 'x-zm-signature', ({ hs, body }) => `v0=${hs(`v0:1758613403:${body}`, 'hex')}`],
  ['linear', 'linear-signature', ({ hs, body }) => hs(body, 'hex')],
  ['jira', 'x-hub-signature', ({ hs, body }) => `sha256=${hs(body, 'hex')}`],
  ['trello', 'x-trello-webhook', ({ hs, body, url }) => hs(body + url, 'base64', 'sha1')],
  ['asana', 'x-hook-signature', ({ hs, body }) => hs(body, 'hex')],
  ['intercom', 'x-hub-signature', ({ hs, body }) => `sha1=${hs(body, 'hex', 'sha1')}`],
  [
    'zendesk',
    'x-zendesk-webhook-signature',
    ({ hs, body, header }) => hs(header('x-zendesk-webhook-signature-timestamp') + body, 'base64'),
  ],
  ['hubspot', 'x-hubspot-signature-v3', ({ hs, body, url }) => hs(`POST${url}${body}1758613403000`, 'base64')],
  ['typeform', 'typeform-signature', ({ hs, body }) => `sha256=${hs(body, 'base64')}`],
  ['tally', 'tally-signature', ({ hs, body }) => hs(body, 'base64')],
  ['calendly', 'calendly-webhook-signature', ({ hs, body }) => `t=1758613403,v1=${hs(`1758613403.${body}`, 'hex')}`],
  ['cal-com', 'x-cal-signature-256', ({ hs, body }) => hs(body, 'hex')],
  ['woocommerce', 'x-wc-webhook-signature', ({ hs, body }) => hs(body, 'base64')],
  ['meta', 'x-hub-signature-256', ({ hs, body }) => `sha256=${hs(body, 'hex')}`],
  ['x', 'x-twitter-webhooks-signature', ({ hs, body }) => `sha256=${hs(body, 'base64')}`],
  ['workos', 'workos-signature', ({ hs, body }) => `t=1758613403000,v1=${hs(`1758613403000.${body}`, 'hex')}`],
  ['vercel', 'x-vercel-signature', ({ hs, body }) => hs(body, 'hex', 'sha1')],
  ['xero', 'x-xero-signature', ({ hs, body }) => hs(body, 'base64')],
  ['quickbooks', 'intuit-signature', ({ hs, body }) => hs(body, 'base64')],
  ['docusign', 'x-docusign-signature-1', ({ hs, body }) => hs(body, 'base64')],
  ['dropbox', 'x-dropbox-signature', ({ hs, body }) => hs(body, 'hex')],
  ['box', 'box-signature-primary', ({ hs, body, header }) => hs(body + header('box-delivery-timestamp'), 'base64')],
  ['notion', 'x-notion-signature', ({ hs, body }) => `sha256=${hs(body, 'hex')}`],
  ['sanity', 'sanity-webhook-signature', ({ hs, body }) => `t=1758613403000,v1=${hs(`1758613403000.${body}`, 'base64url')}`],
  ['mux', 'mux-signature', ({ hs, body }) => `t=1758613403,v1=${hs(`1758613403.${body}`, 'hex')}`],
  ['line', 'x-line-signature', ({ hs, body }) => hs(body, 'base64')],
  ['sentry', 'sentry-hook-signature', ({ hs, body }) => hs(body, 'hex')],
  ['pagerduty', 'x-pagerduty-signature', ({ hs, body }) => `v1=${hs(body, 'hex')}`],
  ['customer-io', 'x-cio-signature', ({ hs, body }) => hs(`v0:1758613403:${body}`, 'hex')],
  [
    'twitch',
    'twitch-eventsub-message-signature',
    ({ hs, body, header }) => `sha256=${hs(`msg_1${header('twitch-eventsub-message-timestamp')}${body}`, 'hex')}`,
  ],
  ['airtable', 'x-airtable-content-mac', ({ hs, body }) => `hmac-sha256=${hs(body, 'hex')}`],
  ['petstore', 'x-webhook-signature', ({ hs, body }) => `sha256=${hs(body, 'hex')}`],
];

/** Not HMAC, or not of the body alone: where their signature stands. */
const OTHER_HEADERS: Readonly<Record<string, string>> = {
  discord: 'x-signature-ed25519',
  telnyx: 'telnyx-signature-ed25519',
  sendgrid: 'x-twilio-email-event-webhook-signature',
  ebay: 'x-ebay-signature',
  twilio: 'x-twilio-signature',
  contentful: 'x-contentful-signature',
  netlify: 'x-webhook-signature',
  plaid: 'plaid-verification',
  paypal: 'paypal-transmission-sig',
  svix: 'svix-signature',
  clerk: 'svix-signature',
  resend: 'svix-signature',
  recall: 'svix-signature',
  openai: 'webhook-signature',
  replicate: 'webhook-signature',
  brex: 'webhook-signature',
  render: 'webhook-signature',
  loops: 'webhook-signature',
};
const IN_BODY = ['adyen', 'mailgun', 'dropbox-sign', 'aws-sns', 'paddle-classic'];
const STATIC: Readonly<Record<string, string>> = {
  gitlab: 'x-gitlab-token',
  postmark: 'authorization',
  freshdesk: 'authorization',
  chargebee: 'authorization',
  pipedrive: 'authorization',
  okta: 'authorization',
  auth0: 'authorization',
  telegram: 'x-telegram-bot-api-secret-token',
  'google-push': 'x-goog-channel-token',
};
const OPEN = ['mailchimp', 'gumroad', 'cloudevents', 'azure-event-grid', 'monday', 'microsoft-graph'];

const NAMED = [...HMAC_PROVIDERS.map(([name]) => name), ...Object.keys(OTHER_HEADERS), ...IN_BODY, ...Object.keys(STATIC), ...OPEN];
const SIGNED_HEADERS = [...HMAC_PROVIDERS.map(([name, header]) => [name, header] as const), ...Object.entries(OTHER_HEADERS)];

const header = (request: SignedRequest, name: string): string => request.headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? '';
const withHeader = (request: SignedRequest, name: string, ...values: string[]): SignedRequest => ({
  ...request,
  headers: [...request.headers.filter(([one]) => one !== name), ...values.map((value) => [name, value] as const)],
});
const keyOf = (name: string): string | Buffer => {
  const { secret: text } = fixtureOf(name);
  if (name === 'adyen-platforms') return Buffer.from(text ?? '', 'hex');
  return name === 'airtable' ? Buffer.from(text ?? '', 'base64') : (text ?? '');
};

describe('the table of providers', () => {
  const clock = new TestClock();

  it('has every provider, and over 60 of them', () => {
    expect([...NAMED].sort()).toEqual(PROVIDERS.map(({ name }) => name).sort());
    expect(PROVIDERS.length).toBeGreaterThan(60);
    for (const alias of ['forgejo', 'facebook', 'whatsapp', 'instagram', 'twitter']) expect(findScheme(alias)).toBeDefined();
  });

  it.each(PROVIDERS.map((provider) => [provider.name, provider] as const))(
    '%s says where its facts come from and what to paste where',
    (_name, provider) => {
      const { documentation, setup, secret: secretText, unconfirmed, handshakes } = provider.guide;
      expect(documentation).toMatch(/^https:\/\//);
      expect(setup.length).toBeGreaterThanOrEqual(2);
      for (const text of [...setup, ...unconfirmed, ...handshakes, secretText ?? 'None.']) expect(text).toMatch(/[.:…]$/);
      expect(provider.defaults).toBeDefined();
    },
  );

  it.each(HMAC_PROVIDERS)('%s: its own signer makes what its page of facts says, and it is accepted', async (name, place, formula) => {
    const signed = await signedSample(name, clock);
    const body = signed.body.toString('utf8');
    const hs: Facts['hs'] = (content, encoding, algorithm = 'sha256') =>
      createHmac(algorithm, keyOf(name)).update(content).digest(encoding);
    const facts: Facts = { body, url: URL_OF_SOURCE, hs, header: (one) => header(signed, one) };
    expect(header(signed, place)).toBe(formula(facts));
    expect(outcome(await judge(providerVerifier(name, clock), signed))).toBe('accepted');
  });

  it.each(PROVIDERS.map(({ name }) => name))('%s: what its signer signs is accepted, with header names in any case', async (name) => {
    const signed = await signedSample(name, clock);
    const verdict = await judge(providerVerifier(name, clock), signed);
    expect(outcome(verdict)).toBe('accepted');
    const shouted = { ...signed, headers: signed.headers.map(([one, value]) => [one.toUpperCase(), value] as const) };
    expect(outcome(await judge(providerVerifier(name, clock), shouted))).toBe('accepted');
  });

  it.each(NAMED.filter((name) => !['aws-sns', 'paypal', 'plaid'].includes(name)))(
    '%s takes each of two active secrets, says which, and no longer one that has expired',
    async (name) => {
      const fixture = fixtureOf(name);
      const { secret: own = null, otherSecret: other = null } = fixture;
      if (own === null || other === null) throw new Error('unreachable: these have secrets');
      const signed = await signedSample(name, clock);
      const two = providerVerifier(name, clock, [secret(other, null, 'other'), secret(own, null, 'own')]);
      expect(await judge(two, signed)).toMatchObject({ ok: true, secretId: 'own' });
      const expired = providerVerifier(name, clock, [secret(other, null, 'other'), secret(own, clock.now(), 'own')]);
      expect(outcome(await judge(expired, signed))).toMatch(/-mismatch$|^token-invalid$/);
    },
  );

  it.each(NAMED)('%s refuses what another key signed, for that reason', async (name) => {
    const signed = await signedSample(name, clock, { secret: fixtureOf(name).otherSigningKey });
    expect(outcome(await judge(providerVerifier(name, clock), signed))).toMatch(/-mismatch$|^token-invalid$/);
  });
});

describe('a signature in a header', () => {
  const clock = new TestClock();

  it.each(SIGNED_HEADERS)('%s refuses every mutation, for the stated reason', async (name, place) => {
    const signed = await signedSample(name, clock);
    const verifier = providerVerifier(name, clock);
    const value = header(signed, place);
    const result = async (request: SignedRequest): Promise<string> => outcome(await judge(verifier, request));
    const shown = (...values: string[]): Promise<string> => result(withHeader(signed, place, ...values));
    expect(await shown()).toBe('signature-missing');
    expect(await shown('')).toBe('signature-missing');
    expect(await shown('  ')).toBe('signature-missing');
    // A line that says the same again, and one that a proxy or a forger added.
    expect(await shown(value, value)).toBe('accepted');
    const prefix = /^(?:[a-z0-9-]+=(?=[^=])|v1,)/i.exec(value)?.[0] ?? '';
    if (prefix !== '') expect(await shown(prefix)).toMatch(/^(?:signature|timestamp)-(?:malformed|missing)$/);
    expect(await shown(value.slice(0, -3))).toMatch(/^signature-(?:malformed|mismatch)$/);
    expect(await shown(`${value}00`)).toMatch(/^signature-(?:malformed|mismatch)$/);
    expect(await shown(`${value}${'A'.repeat(8_000)}`)).toMatch(/^signature-(?:malformed|mismatch)$/);
    expect(await shown('***')).toMatch(/^(?:signature|timestamp)-(?:malformed|missing|unsupported)$/);
  });

  it.each(SIGNED_HEADERS)('%s covers each byte of the body', async (name) => {
    const signed = await signedSample(name, clock);
    const verifier = providerVerifier(name, clock);
    const changed = async (body: Buffer): Promise<string> => outcome(await judge(verifier, { ...signed, body }));
    const flipped = Buffer.from(signed.body);
    flipped[flipped.length - 3] = (flipped[flipped.length - 3] ?? 0) ^ 1;
    expect(await changed(flipped)).toBe('signature-mismatch');
    expect(await changed(Buffer.concat([signed.body, Buffer.from('\n')]))).toBe('signature-mismatch');
    expect(await changed(gzipSync(signed.body))).toBe('signature-mismatch');
    if (name !== 'twilio')
      expect(await changed(Buffer.from(JSON.stringify(JSON.parse(String(signed.body)), null, 1)))).toBe('signature-mismatch');
  });

  it.each(SIGNED_HEADERS.filter(([name]) => name !== 'linear' && name !== 'x'))(
    '%s signs bytes that are not UTF-8, and compressed ones',
    async (name) => {
      for (const body of [Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]), gzipSync('{"a":1}'), Buffer.alloc(0)]) {
        const type = [['content-type', 'application/octet-stream']] as const;
        const signed = await signedSample(name, clock, { body, headers: type });
        const verifier = providerVerifier(name, clock);
        expect(outcome(await judge(verifier, signed))).toBe('accepted');
        // Read as text and written again it is another body.
        if (body.length > 0)
          expect(outcome(await judge(verifier, { ...signed, body: Buffer.from(body.toString('utf8')) }))).toMatch(/mismatch/);
      }
    },
  );
});

describe('the time of a signature', () => {
  const TOLERANCES: readonly (readonly [name: string, seconds: number])[] = [
    ['stripe', 300],
    ['slack', 300],
    ['paddle', 300],
    ['zoom', 300],
    ['telnyx', 300],
    ['linear', 60],
    ['hubspot', 300],
    ['calendly', 300],
    ['svix', 300],
    ['openai', 300],
    ['workos', 180],
    ['box', 600],
    ['contentful', 30],
    ['mux', 300],
    ['customer-io', 300],
    ['twitch', 600],
    ['plaid', 300],
    ['aws-sns', 3_600],
    ['mailgun', 86_400],
  ];

  it.each(TOLERANCES)('%s takes exactly %i s to either side and not one more', async (name, seconds) => {
    const at = async (offset: number): Promise<string> => {
      const [sender, relay] = [new TestClock(), new TestClock()];
      sender.nowMs += offset * 1_000;
      return outcome(await judge(providerVerifier(name, relay), await signedSample(name, sender)));
    };
    expect(await Promise.all([at(-seconds), at(seconds)])).toEqual(['accepted', 'accepted']);
    expect(await at(-seconds - 1)).toBe('timestamp-too-old');
    expect(await at(seconds + 1)).toBe('timestamp-in-future');
  });

  it.each(TOLERANCES)('%s takes another tolerance from the source', async (name) => {
    const [sender, relay] = [new TestClock(), new TestClock()];
    sender.nowMs -= 90_000_000;
    const signed = await signedSample(name, sender);
    expect(outcome(await judge(providerVerifier(name, relay, undefined, { toleranceSeconds: 90_000 }), signed))).toBe('accepted');
    expect(outcome(await judge(providerVerifier(name, relay, undefined, { toleranceSeconds: 89_999 }), signed))).toBe('timestamp-too-old');
  });

  it.each([
    ['slack', 'x-slack-request-timestamp'],
    ['zoom', 'x-zm-request-timestamp'],
    ['discord', 'x-signature-timestamp'],
    ['sendgrid', 'x-twilio-email-event-webhook-timestamp'],
    ['zendesk', 'x-zendesk-webhook-signature-timestamp'],
    ['hubspot', 'x-hubspot-request-timestamp'],
    ['box', 'box-delivery-timestamp'],
    ['svix', 'svix-timestamp'],
    ['twitch', 'twitch-eventsub-message-timestamp'],
    ['customer-io', 'x-cio-timestamp'],
    ['contentful', 'x-contentful-timestamp'],
    ['paypal', 'paypal-transmission-time'],
  ])('%s signs it: one more second in %s is no good', async (name, place) => {
    const clock = new TestClock();
    const signed = await signedSample(name, clock);
    const verifier = providerVerifier(name, clock);
    const later = await signedSample(name, new TestClock(clock.nowMs + 1_000));
    expect(outcome(await judge(verifier, withHeader(signed, place, header(later, place))))).toBe('signature-mismatch');
    expect(outcome(await judge(verifier, withHeader(signed, place)))).toBe('timestamp-missing');
    // Where no time is judged, what is no time is just another signed text.
    const judged = !['discord', 'sendgrid', 'zendesk', 'paypal'].includes(name);
    expect(outcome(await judge(verifier, withHeader(signed, place, '0x10')))).toBe(judged ? 'timestamp-malformed' : 'signature-mismatch');
    expect(outcome(await judge(verifier, withHeader(signed, place, header(signed, place), header(later, place))))).toBe(
      'timestamp-malformed',
    );
  });
});

describe('a static credential', () => {
  const clock = new TestClock();

  it.each(Object.entries(STATIC))('%s is compared whole, never forwarded, and refused for the stated reason', async (name, place) => {
    const signed = await signedSample(name, clock);
    const verifier = providerVerifier(name, clock);
    const shown = async (...values: string[]): Promise<string> => outcome(await judge(verifier, withHeader(signed, place, ...values)));
    const value = header(signed, place);
    expect(await shown()).toBe('credential-missing');
    expect(await shown('')).toBe('credential-missing');
    expect(await shown(value.slice(0, -1))).toBe('credential-mismatch');
    expect(await shown(`${value}x`)).toBe('credential-mismatch');
    expect(await shown(value, value)).toBe('credential-mismatch');
    expect(verifier.credentials.headers).toContain(place);
  });
});

it('no verdict of a refused request repeats a secret or the signature that would have been right', async () => {
  const clock = new TestClock();
  for (const name of NAMED) {
    const fixture = fixtureOf(name);
    const signed = await signedSample(name, clock, { secret: fixture.otherSigningKey });
    const text = JSON.stringify(await judge(providerVerifier(name, clock), signed));
    const digest = hash('sha256', fixture.secret ?? 'none');
    for (const hidden of [fixture.secret ?? digest, fixture.otherSecret ?? digest]) expect(text).not.toContain(hidden);
  }
});
