import { createHash, createHmac } from 'node:crypto';
import type { GuardedFetch, SourceSecret } from '@posthorn/contracts';
import { inbound, outcome, secret, TestClock } from './testing/inbound.js';
import { fixtureOf, inboundOf, judge, providerVerifier, schemeOf, signedSample, TOPIC } from './testing/provider-fixtures.js';
import type { HandshakeReply, InboundRequest, Verdict } from './verifier.js';

const clock = new TestClock();
const hs = (key: string, content: string, encoding: 'hex' | 'base64'): string => createHmac('sha256', key).update(content).digest(encoding);
const SECRET = fixtureOf('slack').secret ?? '';

type Headers = readonly (readonly [string, string])[];

function get(name: string, query: string, rest: { method?: string; headers?: Headers; options?: object } = {}): HandshakeReply | null {
  const { method = 'GET', headers = [], options = {} } = rest;
  const url = `https://in.example/in/sample${query === '' ? '' : `?${query}`}`;
  return providerVerifier(name, clock, undefined, options).greet?.(inbound(headers, '', { method, url, query })) ?? null;
}

const shake = (verdict: Verdict): HandshakeReply | string => (verdict.ok && verdict.handshake ? verdict.handshake : outcome(verdict));

/** A body that the provider's own signer signs. */
async function signedPost(name: string, value: unknown, over: { key?: string; headers?: Headers; own?: readonly SourceSecret[] } = {}) {
  const body = Buffer.from(JSON.stringify(value));
  const headers = over.headers ?? [['content-type', 'application/json'] as const];
  const signed = await signedSample(name, clock, { body, headers, ...(over.key !== undefined && { secret: over.key }) });
  return shake(await judge(providerVerifier(name, clock, over.own), signed));
}

async function post(name: string, request: InboundRequest, own?: readonly SourceSecret[], options: object = {}) {
  return shake(await providerVerifier(name, clock, own, options).verify(request));
}

describe('a GET, HEAD or OPTIONS', () => {
  it('meta: the challenge for the right verify token, 403 for another, and nothing for other requests', () => {
    const options = { verifyToken: 'let me in' };
    const query = (token: string): string => `hub.mode=subscribe&hub.verify_token=${encodeURIComponent(token)}&hub.challenge=1158201444`;
    expect(get('meta', query('let me in'), { options })).toMatchObject({
      status: 200,
      body: '1158201444',
      headers: [
        ['content-type', 'text/plain; charset=utf-8'],
        ['x-content-type-options', 'nosniff'],
      ],
    });
    expect(get('meta', query('open'), { options })).toEqual({ status: 403, headers: [], body: '' });
    expect(get('meta', query('let me in'))).toMatchObject({ status: 403 });
    expect(get('meta', 'hub.mode=subscribe&hub.verify_token=open', { options })).toMatchObject({ status: 403 });
    expect(get('meta', '', { options })).toBeNull();
  });

  it('x: the HMAC of the token', () => {
    expect(get('x', 'crc_token=MjhhZGE5ZTAtYjQx')).toMatchObject({
      status: 200,
      body: JSON.stringify({ response_token: `sha256=${hs(SECRET, 'MjhhZGE5ZTAtYjQx', 'base64')}` }),
    });
  });

  it('x: signs nothing that could be the body of a webhook, or whoever asks could forge one', () => {
    for (const forged of ['{"tweet_create_events":[]}', '[]', ' {}', ''])
      expect(get('x', `crc_token=${encodeURIComponent(forged)}`)).toBeNull();
  });

  it('x: what it signs for whoever asks is no webhook', async () => {
    const reply = get('x', 'crc_token=abc');
    const { response_token: signature } = JSON.parse(reply?.body ?? '{}') as { response_token: string };
    expect(await post('x', inbound([['x-twitter-webhooks-signature', signature]], 'abc'))).toBe('signature-mismatch');
  });

  it('dropbox: the challenge as text that no browser takes for anything else', () => {
    expect(get('dropbox', 'challenge=abc%20%3Cb%3E')).toMatchObject({
      status: 200,
      body: 'abc <b>',
      headers: [
        ['content-type', 'text/plain; charset=utf-8'],
        ['x-content-type-options', 'nosniff'],
      ],
    });
    expect(get('dropbox', 'challenge=a%0D%0Ab')).toBeNull();
  });

  it('okta: the challenge of the header', () => {
    expect(get('okta', '', { headers: [['X-Okta-Verification-Challenge', 'xyz']] })).toMatchObject({
      status: 200,
      body: '{"verification":"xyz"}',
    });
    expect(get('okta', '')).toBeNull();
  });

  it('ebay: the hash of code, token and URL, without the query', () => {
    const expected = createHash('sha256')
      .update(`a8628072${'v'.repeat(40)}https://in.example/in/sample`)
      .digest('hex');
    expect(get('ebay', 'challenge_code=a8628072')).toMatchObject({ status: 200, body: JSON.stringify({ challengeResponse: expected }) });
    const other = createHash('sha256')
      .update(`a8628072${'v'.repeat(40)}https://proxy.example/ebay`)
      .digest('hex');
    expect(get('ebay', 'challenge_code=a8628072', { options: { url: 'https://proxy.example/ebay' } })).toMatchObject({
      body: JSON.stringify({ challengeResponse: other }),
    });
  });

  it.each(['cloudevents', 'azure-event-grid'])('%s: OPTIONS allows the origin that asks, at its rate', (name) => {
    const ask = (headers: Headers) => get(name, '', { method: 'OPTIONS', headers });
    expect(
      Object.fromEntries(
        ask([
          ['WebHook-Request-Origin', 'eventgrid.azure.net'],
          ['WebHook-Request-Rate', '120'],
        ])?.headers ?? [],
      ),
    ).toMatchObject({ 'webhook-allowed-origin': 'eventgrid.azure.net', 'webhook-allowed-rate': '120' });
    expect(Object.fromEntries(ask([['WebHook-Request-Origin', 'a.example']])?.headers ?? [])).toMatchObject({
      'webhook-allowed-rate': '*',
    });
    expect(ask([])).toBeNull();
  });

  it.each([
    ['trello', 'HEAD'],
    ['intercom', 'HEAD'],
    ['mailchimp', 'GET'],
  ])('%s: %s is 200', (name, method) => {
    expect(get(name, '', { method })).toMatchObject({ status: 200, body: '' });
  });
});

describe('a POST that asks', () => {
  it('slack: the challenge, signed or not, but not with a wrong signature', async () => {
    const question = { type: 'url_verification', challenge: '3eZbrw1aB', token: 'x' };
    expect(await signedPost('slack', question)).toMatchObject({ status: 200, body: '{"challenge":"3eZbrw1aB"}' });
    expect(await post('slack', inbound([], JSON.stringify(question)))).toMatchObject({ status: 200 });
    expect(await signedPost('slack', question, { key: 'another' })).toBe('signature-mismatch');
    expect(await signedPost('slack', { type: 'event_callback', text: 'url_verification', challenge: 'x' })).toBe('accepted');
  });

  it('zoom: the plain token and its HMAC, and never the HMAC of signed content', async () => {
    const question = (plainToken: string) => ({ event: 'endpoint.url_validation', payload: { plainToken } });
    const encryptedToken = hs(SECRET, 'qgg8vlvZRS6UYooatFL8Aw', 'hex');
    const expected = { status: 200, body: JSON.stringify({ plainToken: 'qgg8vlvZRS6UYooatFL8Aw', encryptedToken }) };
    expect(await signedPost('zoom', question('qgg8vlvZRS6UYooatFL8Aw'))).toMatchObject(expected);
    expect(await post('zoom', inbound([], JSON.stringify(question('qgg8vlvZRS6UYooatFL8Aw'))))).toMatchObject(expected);
    expect(await post('zoom', inbound([], JSON.stringify(question('v0:1758613403:{"event":"forged"}'))))).toBe('signature-missing');
  });

  it('twitch: the challenge as text, only of a subscription with our secret', async () => {
    const headers = [['twitch-eventsub-message-type', 'webhook_callback_verification'] as const];
    expect(await signedPost('twitch', { challenge: 'pogchamp-kappa' }, { headers })).toMatchObject({ status: 200, body: 'pogchamp-kappa' });
    expect(await signedPost('twitch', { challenge: 'pogchamp-kappa' }, { headers, key: 'another' })).toBe('signature-mismatch');
    expect(await post('twitch', inbound(headers, '{"challenge":"x"}'))).toBe('signature-missing');
  });

  it('discord: both kinds of PING, and a bad signature is refused as Discord wants to see', async () => {
    expect(await signedPost('discord', { type: 1, id: '1', token: 'x' })).toMatchObject({ status: 200, body: '{"type":1}' });
    expect(await signedPost('discord', { version: 1, application_id: '1', type: 0 })).toMatchObject({ status: 204, body: '' });
    expect(await signedPost('discord', { type: 1 }, { key: fixtureOf('discord').otherSigningKey })).toBe('signature-mismatch');
    expect(await post('discord', inbound([], '{"type":1}'))).toBe('signature-missing');
    expect(await signedPost('discord', { type: 1, event: { type: 'ENTITLEMENT_CREATE' } })).toBe('accepted');
  });

  it('xero: intent to receive, a good signature 200 and a bad one refused', async () => {
    const question = { events: [], lastEventSequence: 0, firstEventSequence: 0, entropy: 'S0m3r4Nd0mt3xt' };
    expect(await signedPost('xero', question)).toEqual({ status: 200, headers: [], body: '' });
    expect(await signedPost('xero', question, { key: 'another' })).toBe('signature-mismatch');
    expect(await signedPost('xero', { ...question, events: [{ eventType: 'UPDATE' }] })).toBe('accepted');
  });

  it('microsoft-graph: the validation token as text', async () => {
    const query = 'validationToken=Validation%3a+Testing+client%3cb%3e';
    const request = inbound([], '', { url: `https://in.example/in/sample?${query}`, query });
    expect(await post('microsoft-graph', request)).toMatchObject({ status: 200, body: 'Validation: Testing client<b>' });
    expect(await post('microsoft-graph', inbound([], '{"value":[{"clientState":"no"}]}', { query }))).toBe('credential-mismatch');
  });

  it('azure-event-grid: the validation code', async () => {
    const question = [{ id: '1', eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent', data: { validationCode: '512d38b6' } }];
    expect(await post('azure-event-grid', inbound([], JSON.stringify(question)))).toMatchObject({
      status: 200,
      body: '{"validationResponse":"512d38b6"}',
    });
  });

  it('monday: the challenge', async () => {
    expect(await post('monday', inbound([], '{"challenge":"3eZbrw1aB"}'))).toMatchObject({
      status: 200,
      body: '{"challenge":"3eZbrw1aB"}',
    });
    expect(await post('monday', inbound([], '{"challenge":"x","event":{}}'), [])).toBe('accepted');
  });

  it('woocommerce: the ping on saving, which is unsigned', async () => {
    expect(await post('woocommerce', inbound([], 'webhook_id=17'))).toMatchObject({ status: 200 });
    expect(await post('woocommerce', inbound([], 'webhook_id=17&order=1'))).toBe('signature-missing');
  });
});

describe('the handshake that brings the secret', () => {
  const NEW = 'b537207f20cbfa02357cf448134da559';
  const asana = (value: string): InboundRequest => inbound([['X-Hook-Secret', value]], '{}');
  const notion = (value: string): InboundRequest => inbound([], JSON.stringify({ verification_token: value }));

  it.each([
    ['asana', asana],
    ['notion', notion],
  ] as const)('%s: is kept by a source without one, and known again', async (name, ask) => {
    const first = await post(name, ask(NEW), []);
    expect(first).toMatchObject({ status: 200, newSecret: { value: NEW, onlyFirst: true } });
    const again = await post(name, ask(NEW), [secret(NEW)]);
    expect(again).toMatchObject({ status: 200 });
    expect(again).not.toHaveProperty('newSecret');
  });

  it.each([
    ['asana', asana],
    ['notion', notion],
  ] as const)('%s: another is refused by a source that has one, unless it takes further ones', async (name, ask) => {
    expect(await post(name, ask('somebody-elses-secret'), [secret(NEW)])).toBe('signature-missing');
    expect(await post(name, ask('somebody-elses-secret'), [secret(NEW, clock.now())])).toMatchObject({ newSecret: { onlyFirst: true } });
    expect(await post(name, ask('one-more-secret'), [secret(NEW)], { acceptFurtherSecrets: true })).toMatchObject({
      newSecret: { value: 'one-more-secret', onlyFirst: false },
    });
    expect(await post(name, ask('short'), [])).toBe('signature-missing');
  });

  it('asana: echoes it in the header, which is a credential', async () => {
    expect(await post('asana', asana(NEW), [])).toMatchObject({ headers: [['x-hook-secret', NEW]] });
    expect(providerVerifier('asana', clock, []).credentials.headers).toContain('x-hook-secret');
  });

  it('until it came nothing is verified, and afterwards everything is', async () => {
    const signed = await signedSample('notion', clock, { secret: NEW });
    expect(await post('notion', inboundOf(signed), [])).toBe('signature-mismatch');
    expect(await post('notion', inboundOf(signed), [secret(NEW)])).toBe('accepted');
  });
});

describe('aws-sns: SubscribeURL', () => {
  const message = (SubscribeURL: string, TopicArn = TOPIC) =>
    Buffer.from(
      JSON.stringify({
        Type: 'SubscriptionConfirmation',
        MessageId: '1',
        Token: 't',
        TopicArn,
        Message: 'm',
        SubscribeURL,
        Timestamp: new Date(clock.now()).toISOString(),
      }),
    );
  const GOOD = 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=t';

  async function confirm(body: Buffer, over: { key?: string; status?: number; topicArn?: string } = {}) {
    const visited: string[] = [];
    const { fetch, options } = fixtureOf('aws-sns');
    const recording: GuardedFetch = (request) => {
      visited.push(request.url);
      return request.url.endsWith('.pem')
        ? fetch(request)
        : Promise.resolve({ status: over.status ?? 200, headers: [], body: Buffer.alloc(0), truncated: false });
    };
    const compiled = schemeOf('aws-sns').compile({ ...options, ...(over.topicArn !== undefined && { topicArn: over.topicArn }) }, [], {
      clock,
      fetch: recording,
    });
    if (!compiled.ok) throw new Error('did not compile');
    const signed = await signedSample('aws-sns', clock, { body, ...(over.key !== undefined && { secret: over.key }) });
    return { result: shake(await judge(compiled.verifier, signed)), visited: visited.filter((url) => !url.endsWith('.pem')) };
  }

  it('is visited once the message is genuine, and then 200', async () => {
    expect(await confirm(message(GOOD))).toEqual({ result: { status: 200, headers: [], body: '' }, visited: [GOOD] });
  });

  it('is not visited for a forged message, for another topic, or anywhere else than SNS', async () => {
    expect(await confirm(message(GOOD), { key: fixtureOf('aws-sns').otherSigningKey })).toEqual({
      result: 'signature-mismatch',
      visited: [],
    });
    expect(await confirm(message(GOOD), { topicArn: 'arn:aws:sns:eu-central-1:1:other' })).toEqual({
      result: 'signature-mismatch',
      visited: [],
    });
    for (const url of [
      'https://sns.eu-central-1.amazonaws.com.evil.example/',
      'http://sns.eu-central-1.amazonaws.com/',
      'https://sns.s3-us-west-2.amazonaws.com/x',
      'https://a@sns.eu-central-1.amazonaws.com/',
      'file:///etc/passwd',
    ])
      expect(await confirm(message(url))).toEqual({ result: 'accepted', visited: [] });
  });

  it('is asked for again by SNS if it did not answer', async () => {
    expect((await confirm(message(GOOD), { status: 500 })).result).toBe('unavailable');
  });
});
