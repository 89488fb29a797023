import { createHash, createHmac } from 'node:crypto';
import { inbound, outcome, secret, TestClock } from './testing/inbound.js';
import { fixtureOf, judge, providerVerifier, schemeOf, signedSample, URL_OF_SOURCE } from './testing/provider-fixtures.js';

const clock = new TestClock();
const SECRET = fixtureOf('mailgun').secret ?? '';
const hs = (content: string): string => createHmac('sha256', SECRET).update(content).digest('hex');
const FORM = [['content-type', 'application/x-www-form-urlencoded']] as const;

describe('microsoft-graph', () => {
  const result = async (...states: (string | undefined)[]): Promise<string> => {
    const value = states.map((clientState) => ({ changeType: 'created', clientState }));
    return outcome(await providerVerifier('microsoft-graph', clock).verify(inbound([], JSON.stringify({ value }))));
  };

  it('wants the right clientState in every notification of a batch', async () => {
    expect(await result(SECRET, SECRET)).toBe('accepted');
    expect(await result(SECRET, 'guessed')).toBe('credential-mismatch');
    expect(await result(SECRET, undefined)).toBe('credential-missing');
    expect(await result()).toBe('credential-missing');
  });
});

describe('gitlab', () => {
  const SIGNING = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const signed = () => signedSample('gitlab', clock, { secret: SIGNING });
  const token = () => signedSample('gitlab', clock, { secret: SECRET });
  const result = async (values: readonly string[], request: ReturnType<typeof signed>): Promise<string> =>
    outcome(
      await judge(
        providerVerifier(
          'gitlab',
          clock,
          values.map((value) => secret(value)),
        ),
        await request,
      ),
    );

  it('moves from the token to the signature: with both, each request is judged by what it shows', async () => {
    expect(await result([SIGNING, SECRET], signed())).toBe('accepted');
    expect(await result([SIGNING, SECRET], token())).toBe('accepted');
    expect(await result([SIGNING], signed())).toBe('accepted');
    expect(await result([SIGNING], token())).toBe('signature-missing');
    expect(await result([SECRET], token())).toBe('accepted');
    expect(await result([SECRET], signed())).toBe('credential-missing');
  });

  it('lets no good token stand in for a bad signature', async () => {
    const { headers, ...rest } = await signed();
    const both = { ...rest, headers: [...headers, ['x-gitlab-token', SECRET] as const], body: Buffer.from('{}') };
    expect(await result([SIGNING, SECRET], Promise.resolve(both))).toBe('signature-mismatch');
  });
});

it('mailgun: old webhooks and inbound mail, whose signature is in a form', async () => {
  const verifier = providerVerifier('mailgun', clock);
  const result = async (fields: Record<string, string>): Promise<string> =>
    outcome(await verifier.verify(inbound(FORM, new URLSearchParams(fields).toString())));
  const signature = hs('1758613403abc');
  expect(await result({ timestamp: '1758613403', token: 'abc', signature, subject: 'hi' })).toBe('accepted');
  expect(await result({ timestamp: '1758613404', token: 'abc', signature })).toBe('signature-mismatch');
  expect(await result({ timestamp: '1758613403', token: 'abc' })).toBe('signature-missing');
  expect(await result({ token: 'abc', signature })).toBe('timestamp-missing');
  expect(await result({ timestamp: '1758613403', signature })).toBe('signature-malformed');
});

it('mailgun: inbound mail with attachments, which is multipart', async () => {
  const part = (name: string, value: string): string => `--b1\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const result = async (timestamp: string): Promise<string> => {
    const body = `${part('timestamp', timestamp)}${part('token', 'abc')}${part('signature', hs('1758613403abc'))}--b1--\r\n`;
    const type = [['content-type', 'multipart/form-data; boundary=b1']] as const;
    return outcome(await providerVerifier('mailgun', clock).verify(inbound(type, body)));
  };
  expect(await result('1758613403')).toBe('accepted');
  expect(await result('1758613404')).toBe('signature-mismatch');
});

describe('dropbox-sign', () => {
  const json = JSON.stringify({
    event: { event_time: '1758613403', event_type: 'signature_request_sent', event_hash: hs('1758613403signature_request_sent') },
  });
  const part = (name: string, value: string): string => `--b1\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

  it.each([
    ['multipart', 'multipart/form-data; boundary=b1', `${part('other', 'x')}${part('json', json)}--b1--\r\n`, 'accepted'],
    ['a quoted boundary', 'multipart/form-data; boundary="b1"', `${part('json', json)}--b1--\r\n`, 'accepted'],
    ['a form', 'application/x-www-form-urlencoded', `json=${encodeURIComponent(json)}`, 'accepted'],
    ['JSON', 'application/json', json, 'accepted'],
    ['another time', 'application/json', json.replace('403', '404'), 'signature-mismatch'],
    ['a part that does not end', 'multipart/form-data; boundary=b1', part('json', json).trimEnd(), 'signature-missing'],
    ['no boundary', 'multipart/form-data', part('json', json), 'signature-missing'],
  ])('%s', async (_case, type, body, expected) => {
    const verdict = await providerVerifier('dropbox-sign', clock).verify(inbound([['content-type', type]], body));
    expect(outcome(verdict)).toBe(expected);
    if (verdict.ok) expect(verdict.externalId).toBe(hs('1758613403signature_request_sent'));
  });
});

it('dropbox-sign: two events of one kind in one second are two, and one that comes again is one', async () => {
  const event = { event_time: '1758613403', event_type: 'signature_request_sent', event_hash: hs('1758613403signature_request_sent') };
  const idOf = async (rest: object, metadata: object = {}): Promise<string | undefined> => {
    const body = JSON.stringify({ event: { ...event, event_metadata: metadata }, ...rest });
    const verdict = await providerVerifier('dropbox-sign', clock).verify(inbound([['content-type', 'application/json']], body));
    return verdict.ok ? verdict.externalId : outcome(verdict);
  };
  const of = (id: string, isComplete = false) => ({ signature_request: { signature_request_id: id, is_complete: isComplete } });
  const ids = [
    await idOf(of('a')),
    await idOf(of('b')),
    await idOf(of('a'), { related_signature_id: 's1' }),
    await idOf(of('a'), { related_signature_id: 's2' }),
    await idOf({}),
    await idOf({ template: { template_id: 't' } }),
    await idOf({ account: { account_id: 'c' } }),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  expect(await idOf(of('a', true))).toBe(ids[0]);
});

it('docusign: any of up to a hundred numbered headers', async () => {
  const signature = createHmac('sha256', SECRET).update('{}').digest('base64');
  const shown = async (...names: string[]): Promise<string> => {
    const headers = names.map((name, index) => [name, index === names.length - 1 ? signature : 'AAAA'] as const);
    return outcome(await providerVerifier('docusign', clock).verify(inbound(headers, '{}')));
  };
  expect(await shown('X-DocuSign-Signature-1', 'X-DocuSign-Signature-2', 'X-DocuSign-Signature-100')).toBe('accepted');
  const hundred = Array.from({ length: 100 }, (_none, index) => `X-DocuSign-Signature-${index + 1}`);
  expect(await shown(...hundred)).toBe('accepted');
  expect(await shown('X-DocuSign-Signature-x')).toBe('signature-missing');
  expect(await shown('X-DocuSign-Signature-')).toBe('signature-missing');
});

it.each([
  ['box', 'box-signature-primary', 'box-signature-secondary'],
  ['gitea', 'x-gitea-signature', 'x-forgejo-signature'],
  ['svix', 'svix-', 'webhook-'],
])('%s: %s may be %s', async (name, from, to) => {
  const signed = await signedSample(name, clock);
  const headers = signed.headers.map(([one, value]) => [one.replace(from, to), value] as const);
  expect(outcome(await judge(providerVerifier(name, clock), { ...signed, headers }))).toBe('accepted');
});

it('adyen: an external id that is the same for what Adyen calls a duplicate, and none for a batch', async () => {
  const one = await signedSample('adyen', clock);
  expect(await judge(providerVerifier('adyen', clock), one)).toMatchObject({ externalId: 'AUTHORISATION:msg_1:true' });
  const { notificationItems } = JSON.parse(String(one.body)) as { notificationItems: object[] };
  const two = await signedSample('adyen', clock, {
    body: Buffer.from(JSON.stringify({ notificationItems: [...notificationItems, ...notificationItems] })),
  });
  expect(await judge(providerVerifier('adyen', clock), two)).toEqual({ ok: true, secretId: expect.any(String), externalId: undefined });
});

it.each(['twilio', 'square', 'trello', 'hubspot'])(
  '%s: signs the URL that it has, which the source may know better than the relay',
  async (name) => {
    const url = 'https://proxy.example/hooks/in';
    const signed = await schemeOf(name).sign(
      { url },
      { secret: SECRET, method: 'POST', url: URL_OF_SOURCE, headers: FORM, body: Buffer.from('a=1'), id: '1', atMs: clock.now() },
    );
    expect(outcome(await judge(providerVerifier(name, clock, undefined, { url }), signed))).toBe('accepted');
    expect(outcome(await judge(providerVerifier(name, clock), signed))).toBe('signature-mismatch');
  },
);

it("twilio: takes no body's hash from a query that is not the signed one", async () => {
  const url = 'https://proxy.example/hooks/in?account=1';
  const facts = { secret: SECRET, method: 'POST', url: URL_OF_SOURCE, headers: FORM, id: '1', atMs: clock.now() };
  const empty = await schemeOf('twilio').sign({ url }, { ...facts, body: Buffer.alloc(0) });
  const verifier = providerVerifier('twilio', clock, undefined, { url });
  expect(outcome(await judge(verifier, empty))).toBe('accepted');
  const body = Buffer.from('MessageStatus=forged');
  const hash = createHash('sha256').update(body).digest('hex');
  const forged = { ...empty, url: `${URL_OF_SOURCE}?bodySHA256=${hash}`, body };
  expect(outcome(await judge(verifier, forged))).toBe('signature-mismatch');
});

it('monday: with a secret only what it signed, without one everything', async () => {
  const signed = await signedSample('monday', clock);
  const bare = { ...signed, headers: [], body: Buffer.from('{"event":{}}') };
  expect(outcome(await judge(providerVerifier('monday', clock), bare))).toBe('token-missing');
  expect(outcome(await judge(providerVerifier('monday', clock, []), bare))).toBe('accepted');
});

it.each(['mailchimp', 'gumroad', 'cloudevents', 'azure-event-grid'])(
  '%s: a secret in the URL, if the source has one, which is never forwarded',
  async (name) => {
    const verifier = providerVerifier(name, clock);
    const signed = await signedSample(name, clock);
    expect(outcome(await judge(verifier, signed))).toBe('accepted');
    expect(outcome(await judge(verifier, { ...signed, url: URL_OF_SOURCE }))).toBe('credential-missing');
    expect(outcome(await judge(verifier, { ...signed, url: `${signed.url}x` }))).toBe('credential-mismatch');
    expect(verifier.credentials.query).toEqual([new URL(signed.url).search.slice(1).split('=')[0]]);
    expect(outcome(await judge(providerVerifier(name, clock, []), { ...signed, url: URL_OF_SOURCE }))).toBe('accepted');
  },
);
