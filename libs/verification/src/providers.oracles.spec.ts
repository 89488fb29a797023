import { sign as signBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { LinearWebhookClient } from '@linear/sdk/webhooks';
import Mux from '@mux/mux-node';
import { signWebhookPayload, verifyWebhookSignature } from '@notionhq/client';
import { sign as signGithub, verify as verifyGithub } from '@octokit/webhooks-methods';
import { Paddle } from '@paddle/paddle-node-sdk';
import { encodeSignatureHeader, isValidSignature } from '@sanity/webhook';
import { WorkOS } from '@workos-inc/node';
import { verifyKey } from 'discord-interactions';
import { parse as parseGocardless } from 'gocardless-nodejs/webhooks';
import Razorpay from 'razorpay';
import { validateWebhook } from 'replicate';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';
import { CERTIFICATE, CERTIFICATE_KEY } from './testing/certificate-fixture.js';
import { outcome, secret, TestClock } from './testing/inbound.js';
import { fixtureOf, judge, providerVerifier, schemeOf, signedSample, TOPIC, URL_OF_SOURCE } from './testing/provider-fixtures.js';
import type { SignedRequest } from './verifier.js';

const require = createRequire(import.meta.url);

/** `http` and `https` as a vendor's library sees them, and libraries without types. */
interface Untyped {
  readonly eventWebhook: { new (): { convertPublicKeyToECDSA(key: string): unknown; verifySignature(...args: unknown[]): boolean } };
  readonly snsValidator: { new (): { validate(message: object, done: (error: Error | null) => void): void } };
  readonly contentful: {
    signRequest(secret: string, request: object, timestamp: number): Record<string, string>;
    verifyRequest(secret: string, request: object, ttl: number): boolean;
  };
  readonly twilio: {
    getExpectedTwilioSignature(token: string, url: string, fields: Record<string, unknown>): string;
    getExpectedBodyHash(body: string): string;
    validateRequest(token: string, signature: string, url: string, fields: Record<string, unknown>): boolean;
    validateRequestWithBody(token: string, signature: string, url: string, body: string): boolean;
  };
}

const untyped: Untyped = {
  eventWebhook: (require('@sendgrid/eventwebhook') as { EventWebhook: Untyped['eventWebhook'] }).EventWebhook,
  snsValidator: require('sns-validator') as Untyped['snsValidator'],
  contentful: require('@contentful/node-apps-toolkit') as Untyped['contentful'],
  twilio: require('twilio/lib/webhooks/webhooks') as Untyped['twilio'],
};

/** The libraries read the clock of the machine. */
const clock = new TestClock(Date.now());
const header = (request: SignedRequest, name: string): string => request.headers.find(([one]) => one === name)?.[1] ?? '';
const keyOf = (name: string): string => fixtureOf(name).secret ?? '';
const verdictOf = async (name: string, headers: Readonly<Record<string, string>>, body: string, url = URL_OF_SOURCE): Promise<string> =>
  outcome(await judge(providerVerifier(name, clock), { method: 'POST', url, headers: Object.entries(headers), body: Buffer.from(body) }));

/** Text that is not ASCII, so that who signs something else than the bytes is found out. */
const BODY = JSON.stringify({ id: 'evt_1', type: 'höchst.wichtig', object: 'event', events: [], webhookTimestamp: clock.nowMs });

type Accepts = (request: SignedRequest, body: string) => unknown;

const ACCEPTS: readonly (readonly [name: string, library: string, accepts: Accepts])[] = [
  [
    'stripe',
    'stripe',
    (signed, body) => new Stripe('sk_test_1').webhooks.constructEvent(body, header(signed, 'stripe-signature'), keyOf('stripe')),
  ],
  ['github', '@octokit/webhooks-methods', (signed, body) => verifyGithub(keyOf('github'), body, header(signed, 'x-hub-signature-256'))],
  ['svix', 'svix', (signed, body) => new SvixWebhook(keyOf('svix')).verify(body, Object.fromEntries(signed.headers))],
  ['openai', 'standardwebhooks', (signed, body) => new StandardWebhook(keyOf('openai')).verify(body, Object.fromEntries(signed.headers))],
  [
    'replicate',
    'replicate',
    (signed, body) =>
      validateWebhook({
        body,
        secret: keyOf('replicate'),
        id: header(signed, 'webhook-id'),
        timestamp: header(signed, 'webhook-timestamp'),
        signature: header(signed, 'webhook-signature'),
      }),
  ],
  [
    'paddle',
    '@paddle/paddle-node-sdk',
    (signed, body) => new Paddle('key').webhooks.isSignatureValid(body, keyOf('paddle'), header(signed, 'paddle-signature')),
  ],
  [
    'sendgrid',
    '@sendgrid/eventwebhook',
    (signed, body) => {
      const library = new untyped.eventWebhook();
      const key = library.convertPublicKeyToECDSA(keyOf('sendgrid'));
      const name = 'x-twilio-email-event-webhook';
      return library.verifySignature(key, body, header(signed, `${name}-signature`), header(signed, `${name}-timestamp`));
    },
  ],
  [
    'discord',
    'discord-interactions',
    (signed, body) => verifyKey(body, header(signed, 'x-signature-ed25519'), header(signed, 'x-signature-timestamp'), keyOf('discord')),
  ],
  [
    'linear',
    '@linear/sdk',
    (signed, body) => new LinearWebhookClient(keyOf('linear')).verify(Buffer.from(body), header(signed, 'linear-signature')),
  ],
  [
    'razorpay',
    'razorpay',
    (signed, body) => Razorpay.validateWebhookSignature(body, header(signed, 'x-razorpay-signature'), keyOf('razorpay')),
  ],
  ['gocardless', 'gocardless-nodejs', (signed, body) => parseGocardless(body, keyOf('gocardless'), header(signed, 'webhook-signature'))],
  [
    'notion',
    '@notionhq/client',
    (signed, body) => verifyWebhookSignature({ body, signature: header(signed, 'x-notion-signature'), verificationToken: keyOf('notion') }),
  ],
  [
    'workos',
    '@workos-inc/node',
    (signed, body) => {
      const sigHeader = header(signed, 'workos-signature').replace(',', ', ');
      return new WorkOS('sk_test').webhooks.verifyHeader({
        payload: JSON.parse(body) as Record<string, unknown>,
        sigHeader,
        secret: keyOf('workos'),
      });
    },
  ],
  ['sanity', '@sanity/webhook', (signed, body) => isValidSignature(body, header(signed, 'sanity-webhook-signature'), keyOf('sanity'))],
  [
    'mux',
    '@mux/mux-node',
    async (signed, body) => {
      await new Mux({ tokenId: 'a', tokenSecret: 'b' }).webhooks.verifySignature(body, Object.fromEntries(signed.headers), keyOf('mux'));
      return true;
    },
  ],
];

describe('what we sign', () => {
  it.each(ACCEPTS)('%s: is accepted by the library %s', async (name, _library, accepts) => {
    const signed = await signedSample(name, clock, { body: Buffer.from(BODY) });
    expect(await accepts(signed, BODY)).not.toBe(false);
  });

  it.each(ACCEPTS)('%s: is refused by the library %s once a byte is changed', async (name, _library, accepts) => {
    const signed = await signedSample(name, clock, { body: Buffer.from(BODY) });
    const refused = await Promise.resolve()
      .then(() => accepts(signed, BODY.replace('evt_1', 'evt_2')))
      .then(
        (answer) => answer === false,
        () => true,
      );
    expect(refused).toBe(true);
  });
});

describe('what a library signs is accepted', () => {
  const seconds = Math.floor(clock.nowMs / 1_000);

  it.each<[string, () => Promise<Record<string, string>> | Record<string, string>]>([
    [
      'stripe',
      () => ({ 'Stripe-Signature': new Stripe('sk_test_1').webhooks.generateTestHeaderString({ payload: BODY, secret: keyOf('stripe') }) }),
    ],
    ['github', async () => ({ 'X-Hub-Signature-256': await signGithub(keyOf('github'), BODY) })],
    [
      'svix',
      () => ({
        'svix-id': 'msg_1',
        'svix-timestamp': String(seconds),
        'svix-signature': `v1,AAAA ${new SvixWebhook(keyOf('svix')).sign('msg_1', new Date(clock.nowMs), BODY)}`,
      }),
    ],
    [
      'resend',
      () => ({
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(seconds),
        'webhook-signature': new StandardWebhook(keyOf('resend')).sign('msg_1', new Date(clock.nowMs), BODY),
      }),
    ],
    ['notion', async () => ({ 'X-Notion-Signature': await signWebhookPayload({ body: BODY, verificationToken: keyOf('notion') }) })],
    ['sanity', async () => ({ 'sanity-webhook-signature': await encodeSignatureHeader(BODY, clock.nowMs, keyOf('sanity')) })],
    [
      'workos',
      async () => {
        const signature = await new WorkOS('sk_test').webhooks.computeSignature(clock.nowMs, JSON.parse(BODY), keyOf('workos'));
        return { 'WorkOS-Signature': `t=${clock.nowMs}, v1=${signature}` };
      },
    ],
  ])('%s', async (name, sign) => {
    const headers = await sign();
    expect(await verdictOf(name, headers, BODY)).toBe('accepted');
    expect(await verdictOf(name, headers, BODY.replace('evt_1', 'evt_2'))).toBe('signature-mismatch');
  });
});

describe('twilio, both ways', () => {
  const { twilio } = untyped;
  const token = keyOf('twilio');
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it.each([
    ['a form', 'To=%2B1555&From=caf%C3%A9&A=1&a=2&Empty=', { To: '+1555', From: 'café', A: '1', a: '2', Empty: '' }],
    ['a field that comes twice', 'X=2&X=1&X=2', { X: ['2', '1', '2'] }],
  ])('%s', async (_case, body, fields) => {
    const url = `${URL_OF_SOURCE}?tenant=1`;
    const signature = twilio.getExpectedTwilioSignature(token, url, fields);
    expect(await verdictOf('twilio', { ...form, 'X-Twilio-Signature': signature }, body, url)).toBe('accepted');
    const ours = await schemeOf('twilio').sign(
      {},
      { secret: token, method: 'POST', url, headers: Object.entries(form), body: Buffer.from(body), id: '1', atMs: 0 },
    );
    expect(twilio.validateRequest(token, header(ours, 'x-twilio-signature'), url, fields)).toBe(true);
  });

  it.each(['https://in.example:443/in/sample', 'https://in.example/in/sample'])(
    'the port that goes without saying: signed as %s',
    async (url) => {
      const signature = twilio.getExpectedTwilioSignature(token, url, { A: '1' });
      for (const seen of ['https://in.example/in/sample', 'https://in.example:443/in/sample'])
        expect(await verdictOf('twilio', { ...form, 'X-Twilio-Signature': signature }, 'A=1', seen)).toBe('accepted');
    },
  );

  it('JSON, by its hash in the URL', async () => {
    const url = `${URL_OF_SOURCE}?bodySHA256=${twilio.getExpectedBodyHash(BODY)}`;
    const headers = { 'content-type': 'application/json', 'X-Twilio-Signature': twilio.getExpectedTwilioSignature(token, url, {}) };
    expect(await verdictOf('twilio', headers, BODY, url)).toBe('accepted');
    expect(await verdictOf('twilio', headers, `${BODY} `, url)).toBe('signature-mismatch');
    expect(await verdictOf('twilio', headers, BODY)).toBe('signature-missing');
    const ours = await signedSample('twilio', clock, { body: Buffer.from(BODY), headers: [['content-type', 'application/json']] });
    expect(twilio.validateRequestWithBody(token, header(ours, 'x-twilio-signature'), ours.url, BODY)).toBe(true);
  });
});

describe('contentful, both ways', () => {
  const { contentful } = untyped;
  const key = 'c'.repeat(64);
  const verifier = () => providerVerifier('contentful', clock, [secret(key)]);

  it.each(['/in/sample', '/in/sample?a=1&b=%20x'])('%s', async (path) => {
    const url = `https://in.example${path}`;
    const own = { 'content-type': 'application/json', 'x-contentful-topic': 'ContentManagement.Entry.publish' };
    const made = contentful.signRequest(key, { method: 'POST', path, headers: own, body: BODY }, clock.nowMs);
    const request = { method: 'POST', url, headers: Object.entries({ ...own, ...made }), body: Buffer.from(BODY) };
    expect(outcome(await judge(verifier(), request))).toBe('accepted');
    expect(outcome(await judge(verifier(), { ...request, method: 'PUT' }))).toBe('signature-mismatch');
    const input = { secret: key, method: 'POST', url, headers: Object.entries(own), body: Buffer.from(BODY), id: '1', atMs: clock.nowMs };
    const { headers } = await schemeOf('contentful').sign({}, input);
    expect(contentful.verifyRequest(key, { method: 'POST', path, headers: Object.fromEntries(headers), body: BODY }, 30)).toBe(true);
  });
});

it('contentful: a request that does not sign its time could be sent again for ever, and is refused', async () => {
  const signed = await signedSample('contentful', clock);
  const headers = signed.headers.map(([name, value]) => [name, name === 'x-contentful-signed-headers' ? 'content-type' : value] as const);
  expect(outcome(await judge(providerVerifier('contentful', clock), { ...signed, headers }))).toBe('signature-malformed');
});

describe('aws-sns against sns-validator', () => {
  const https = require('node:https') as { get: (...args: unknown[]) => unknown };
  const get = https.get;
  beforeAll(() => {
    https.get = (_url: unknown, answer: unknown) => {
      const response = Object.assign(new EventEmitter(), { statusCode: 200 });
      (answer as (response: EventEmitter) => void)(response);
      response.emit('data', CERTIFICATE);
      response.emit('end');
      return new EventEmitter();
    };
  });
  afterAll(() => {
    https.get = get;
  });

  const base = { MessageId: 'm1', TopicArn: TOPIC, Message: 'höchst wichtig', Timestamp: new Date(clock.nowMs).toISOString() };
  const control = { Token: 't', SubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription' };

  it.each([
    ['1', { ...base, Type: 'Notification', Subject: 'news' }],
    ['2', { ...base, Type: 'Notification' }],
    ['2', { ...base, ...control, Type: 'SubscriptionConfirmation' }],
  ])('version %s: %j is accepted by both', async (SignatureVersion, message) => {
    const signed = await signedSample('aws-sns', clock, { body: Buffer.from(JSON.stringify({ ...message, SignatureVersion })) });
    const error = await new Promise<Error | null>((resolve) => {
      new untyped.snsValidator().validate(JSON.parse(String(signed.body)) as object, resolve);
    });
    expect(error).toBeNull();
    expect(outcome(await judge(providerVerifier('aws-sns', clock), signed))).toBe('accepted');
  });

  // The library checks this kind with the keys of a notification, and so refuses what SNS signs as it documents.
  it('takes an UnsubscribeConfirmation signed as documented, which the library refuses', async () => {
    const message = { ...base, ...control, Type: 'UnsubscribeConfirmation', SignatureVersion: '2' };
    const order = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const;
    const content = order.map((name) => `${name}\n${message[name]}\n`).join('');
    const Signature = signBytes('sha256', Buffer.from(content), CERTIFICATE_KEY).toString('base64');
    const body = JSON.stringify({ ...message, Signature, SigningCertURL: 'https://sns.eu-central-1.amazonaws.com/sample.pem' });
    expect(await verdictOf('aws-sns', {}, body)).toBe('accepted');
  });
});
