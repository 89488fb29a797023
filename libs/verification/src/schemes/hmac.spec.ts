import { signHmac } from '../testing/signers.js';
import { inbound, outcome, secret, TestClock, verifierOf } from '../testing/inbound.js';

const BODY = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x00, 0x0a, 0x7d]);
const KEY = 'mountain-goat';
const GOOD = signHmac({ secret: KEY, content: [BODY], prefix: 'sha256=' });
const NOW_S = 1_758_613_403;

describe('hmac', () => {
  const verifier = verifierOf('hmac', { header: 'X-Signature', prefix: 'sha256=' }, [secret(KEY)]);

  it.each([
    ['the very bytes, not UTF-8', [['x-signature', GOOD]], BODY, 'accepted'],
    ['a header name in another case', [['X-SIGNATURE', GOOD]], BODY, 'accepted'],
    ['hex in upper case', [['x-signature', `sha256=${GOOD.slice(7).toUpperCase()}`]], BODY, 'accepted'],
    [
      'a good signature beside a bad line',
      [
        ['x-signature', 'sha256=00'],
        ['x-signature', GOOD],
      ],
      BODY,
      'accepted',
    ],
    [
      'one byte of the body changed',
      [['x-signature', GOOD]],
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x01, 0x0a, 0x7d]),
      'signature-mismatch',
    ],
    ['the body read and written as text', [['x-signature', GOOD]], Buffer.from(BODY.toString('utf8')), 'signature-mismatch'],
    ['another secret', [['x-signature', signHmac({ secret: 'goat', content: [BODY], prefix: 'sha256=' })]], BODY, 'signature-mismatch'],
    ['no header', [], BODY, 'signature-missing'],
    ['an empty header', [['x-signature', '']], BODY, 'signature-missing'],
    ['the prefix only', [['x-signature', 'sha256=']], BODY, 'signature-malformed'],
    ['no prefix', [['x-signature', GOOD.slice(7)]], BODY, 'signature-malformed'],
    ['half a byte cut off', [['x-signature', GOOD.slice(0, -1)]], BODY, 'signature-malformed'],
    ['a byte cut off', [['x-signature', GOOD.slice(0, -2)]], BODY, 'signature-mismatch'],
    ['a byte too many', [['x-signature', `${GOOD}00`]], BODY, 'signature-mismatch'],
    ['letters that are no hex', [['x-signature', `sha256=${'zz'.repeat(32)}`]], BODY, 'signature-malformed'],
  ] as const)('with %s: %s', async (_case, headers, body, expected) => {
    expect(outcome(await verifier.verify(inbound(headers, body)))).toBe(expected);
  });

  it('signs bytes: the same JSON written again is another body', async () => {
    const signature = signHmac({ secret: KEY, content: ['{"a": 1}'], prefix: 'sha256=' });
    expect(outcome(await verifier.verify(inbound([['x-signature', signature]], '{"a": 1}')))).toBe('accepted');
    expect(outcome(await verifier.verify(inbound([['x-signature', signature]], '{"a":1}')))).toBe('signature-mismatch');
  });

  it.each(['sha1', 'sha256', 'sha512', 'md5'] as const)('takes %s in each encoding, base64 with and without padding', async (algorithm) => {
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      const signature = signHmac({ secret: KEY, content: [BODY], algorithm, encoding });
      const strict = verifierOf('hmac', { header: 'x-signature', algorithm, encoding }, [secret(KEY)]);
      for (const text of [signature, signature.replaceAll('=', '')]) {
        expect(outcome(await strict.verify(inbound([['x-signature', text]], BODY)))).toBe('accepted');
      }
      expect(outcome(await strict.verify(inbound([['x-signature', `${signature}!`]], BODY)))).toBe('signature-malformed');
    }
  });

  it('takes any active secret, and an expired one no longer', async () => {
    const clock = new TestClock();
    const secrets = [secret('new', null, 'new-id'), secret(KEY, clock.now() + 1000, 'old-id')];
    const rotating = verifierOf('hmac', { header: 'x-signature', prefix: 'sha256=' }, secrets, { clock });
    const request = inbound([['x-signature', GOOD]], BODY);
    expect(await rotating.verify(request)).toMatchObject({ ok: true, secretId: 'old-id' });
    clock.nowMs += 1000;
    expect(outcome(await rotating.verify(request))).toBe('signature-mismatch');
  });
});

describe('hmac with timestamp and id', () => {
  const options = {
    header: 'x-signature',
    encoding: 'base64',
    signedContent: '{method} {url}\n{header:x-tenant}:{id}:{timestamp}:{body}',
    timestampHeader: 'x-timestamp',
    idHeader: 'X-Event-Id',
    toleranceSeconds: 300,
  };
  const verifier = verifierOf('hmac', options, [secret(KEY)]);
  const sign = (timestamp: string): string =>
    signHmac({ secret: KEY, content: [`POST https://in.example/in/pets\nt1:evt_1:${timestamp}:`, BODY], encoding: 'base64' });
  const request = (timestamp: string, change: Record<string, string | null> = {}) => {
    const headers = { 'x-signature': sign(timestamp), 'x-timestamp': timestamp, 'x-tenant': 't1', 'x-event-id': 'evt_1', ...change };
    return inbound(
      Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
      BODY,
    );
  };

  it('carries the id', async () => {
    expect(await verifier.verify(request(String(NOW_S)))).toMatchObject({ ok: true, externalId: 'evt_1' });
  });

  it.each([
    [NOW_S - 300, 'accepted'],
    [NOW_S - 301, 'timestamp-too-old'],
    [NOW_S + 300, 'accepted'],
    [NOW_S + 301, 'timestamp-in-future'],
  ])('at %i with a tolerance of 300 s: %s', async (timestamp, expected) => {
    expect(outcome(await verifier.verify(request(String(timestamp))))).toBe(expected);
  });

  it.each([
    ['x-timestamp', null, 'timestamp-missing'],
    ['x-timestamp', '2025-09-23T07:43:23Z', 'timestamp-malformed'],
    ['x-timestamp', '-5', 'timestamp-malformed'],
    ['x-timestamp', String(NOW_S + 1), 'signature-mismatch'],
    ['x-event-id', null, 'id-missing'],
    ['x-event-id', 'evt_2', 'signature-mismatch'],
    ['x-tenant', null, 'signature-mismatch'],
    ['x-signature', null, 'signature-missing'],
    ['x-signature', '***', 'signature-malformed'],
  ])('with %s = %s: %s', async (name, value, expected) => {
    expect(outcome(await verifier.verify(request(String(NOW_S), { [name]: value })))).toBe(expected);
  });

  it('says how old, and never what would have been right', async () => {
    const verdict = await verifier.verify(request(String(NOW_S - 412)));
    expect(verdict).toMatchObject({ detail: 'The timestamp is 412 s old, the tolerance is 300 s.' });
    const mismatch = JSON.stringify(await verifier.verify(request(String(NOW_S), { 'x-event-id': 'evt_2' })));
    expect(mismatch).not.toContain(KEY);
  });

  it.each([
    ['ms', '1758613403999'],
    ['iso', '2025-09-23T07:43:23.000Z'],
  ])('reads times in the unit %s', async (timestampUnit, timestamp) => {
    const other = verifierOf('hmac', { ...options, timestampUnit }, [secret(KEY)]);
    expect(outcome(await other.verify(request(timestamp)))).toBe('accepted');
  });
});

describe('hmac can say what a provider says', () => {
  const BODY_TEXT = '{"id":1,"sentAt":1758613403}';
  it('stripe: several signatures and the time in one header', async () => {
    const options = {
      header: 'Stripe-Signature',
      separator: ',',
      signatureField: 'v1',
      timestampField: 't',
      signedContent: '{timestamp}.{body}',
    };
    const stripe = verifierOf('hmac', options, [secret(KEY)]);
    const good = signHmac({ secret: KEY, content: [`${NOW_S}.`, BODY_TEXT] });
    const shown = async (header: string) => outcome(await stripe.verify(inbound([['stripe-signature', header]], BODY_TEXT)));
    expect(await shown(`t=${NOW_S},v1=${'0'.repeat(64)},v1=${good},v0=1`)).toBe('accepted');
    expect(await shown(`t=${NOW_S},v0=${good}`)).toBe('signature-unsupported');
    expect(await shown(`v1=${good}`)).toBe('timestamp-missing');
    expect(await shown(`t=${NOW_S},t=${NOW_S + 1},v1=${good}`)).toBe('timestamp-malformed');
    expect(await shown(`t=${NOW_S - 301},v1=${good}`)).toBe('timestamp-too-old');
    expect(await shown(`t=${NOW_S}`)).toBe('signature-malformed');
  });

  it('linear: the time in the body, judged once the body is known to be genuine', async () => {
    const linear = verifierOf('hmac', { header: 'x-sig', timestampPath: 'sentAt', toleranceSeconds: 60 }, [secret(KEY)]);
    const judge = async (body: string, signature = signHmac({ secret: KEY, content: [body] })) =>
      outcome(await linear.verify(inbound([['x-sig', signature]], body)));
    expect(await judge(BODY_TEXT)).toBe('accepted');
    expect(await judge('{"sentAt":1758613342}')).toBe('timestamp-too-old');
    expect(await judge('{"sentAt":1758613342}', 'ab')).toBe('signature-mismatch');
    expect(await judge('{}')).toBe('timestamp-missing');
  });

  it('fields of a form, any of two headers, a prefix on the secret', async () => {
    const options = { header: ['x-one', 'x-two'], signedContent: '{form:b}|{form:a}', secretPrefix: 'sec_', secretEncoding: 'hex' };
    const form = verifierOf('hmac', options, [secret('sec_6b6579')]);
    const signature = signHmac({ secret: 'key', content: ['x y|é'] });
    expect(outcome(await form.verify(inbound([['X-Two', signature]], 'a=%C3%A9&b=x+y')))).toBe('accepted');
    expect(outcome(await form.verify(inbound([['X-One', signature]], 'a=%C3%A9')))).toBe('signature-mismatch');
  });

  it('the URL that the provider has, where it is not the one that the relay sees', async () => {
    const options = { header: 'x-sig', signedContent: '{url}{body}', url: 'https://proxy.example/hooks?a=1' };
    const signature = signHmac({ secret: KEY, content: ['https://proxy.example/hooks?a=1', BODY_TEXT] });
    expect(outcome(await verifierOf('hmac', options, [secret(KEY)]).verify(inbound([['x-sig', signature]], BODY_TEXT)))).toBe('accepted');
  });
});

describe('petstore', () => {
  const verifier = verifierOf('petstore', {}, [secret(KEY)]);
  it.each([GOOD, GOOD.slice(7)])('takes %s: the prefix is optional', async (signature) => {
    expect(outcome(await verifier.verify(inbound([['X-Webhook-Signature', signature]], BODY)))).toBe('accepted');
  });
});
