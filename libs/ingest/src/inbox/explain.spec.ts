import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type RefusalReason, type SourceConfig } from '@posthorn/contracts';
import { SignJWT } from 'jose';
import { explain } from './explain.js';
import { judge } from './judge.js';

const NOW_MS = 1_758_613_403_000;
const SECRET = 'marker-secret-of-the-source';
const OTHER = 'marker-secret-of-another-source';
const noFetch = (): Promise<never> => Promise.reject(new Error('nothing is fetched here'));
const ids = { mine: '019b4132-0000-7000-8000-000000000001', other: '019b4132-0000-7000-8000-000000000002' };

type Options = Readonly<Record<string, unknown>>;

function source(
  provider: string,
  options: Options,
  secrets: readonly (readonly [string, number | null])[],
  over: Partial<SourceConfig> = {},
): SourceConfig {
  return {
    ...{ id: ids.mine, projectId: ids.mine, slug: 'shop', enabled: true, verification: { provider, options } },
    secrets: secrets.map(([value, expiresAtMs], index) => ({ id: `019b4132-70aa-764f-b315-e2803d88000${index}`, value, expiresAtMs })),
    ...{
      eventType: null,
      externalId: null,
      occurredAt: null,
      searchKeys: [],
      dedupeWindowSeconds: 1,
      maxBodyBytes: null,
      methods: ['POST'],
    },
    ...{ allowedIps: null, contentTypes: null, requiredHeaders: [], rateLimit: null },
    response: { status: 200, contentType: 'text/plain', body: '' },
    ...over,
  };
}

interface Sent {
  readonly headers?: readonly string[];
  readonly query?: string;
  readonly body?: string | Buffer;
}

/** Judges a request, which must be refused, and then explains why. */
async function ask(
  of: SourceConfig,
  { headers = [], query = '', body = BODY }: Sent,
  neighbours: readonly SourceConfig[] = [],
): Promise<[RefusalReason, ...string[]]> {
  const request = { method: 'POST', url: 'https://hooks.example/in/shop', query, headers, body: Buffer.from(body) };
  const verdict = await judge({ ...of.verification, secrets: of.secrets, request, nowMs: NOW_MS }, noFetch);
  if (!verdict || verdict.ok || verdict.unavailable) throw new Error(`not refused: ${JSON.stringify(verdict)}`);
  const found = await explain({ source: of, neighbours, request, reason: verdict.reason, receivedAtMs: NOW_MS }, noFetch);
  for (const { message } of found) expect(message).not.toMatch(/marker|[0-9a-f]{30}|[A-Za-z0-9+/]{26}=/);
  return [verdict.reason, ...found.map(({ code, message }) => `${code}: ${message}`)];
}

const BODY = '{"event":"order.paid","amount":738.50,"note":"caf\u00e9 https://a.example/b"}';
const hmac = (content: string | Buffer, secret: string | Buffer = SECRET, algorithm = 'sha256') =>
  createHmac(algorithm, secret).update(content).digest();
const signed = (text: string): Sent => ({ headers: ['Content-Type', 'application/json', 'X-Signature', text] });
const HMAC: Options = { header: 'x-signature' };
const mine = (options: Options = {}): SourceConfig => source('hmac', { ...HMAC, ...options }, [[SECRET, null]]);
const one = (code: string): [RefusalReason, unknown] => ['signature-mismatch', expect.stringMatching(`^${code}: `)];

describe('why a signature was refused', () => {
  it('has no explanation where there is none', async () => {
    expect(await ask(mine(), signed(hmac(BODY, 'guessed').toString('hex')))).toEqual(['signature-mismatch']);
    expect(await ask(mine(), {})).toEqual(['signature-missing']);
  });

  it('a secret that had expired, and which', async () => {
    const of = source('hmac', HMAC, [
      ['marker-new', null],
      [SECRET, NOW_MS - 86_400_000],
    ]);
    expect(await ask(of, signed(hmac(BODY).toString('hex')))).toEqual([
      'signature-mismatch',
      expect.stringMatching(/^secret-expired: It matches the secret sec_\w+, which had expired at 2025-09-22T07:43:23.000Z\.$/),
    ]);
  });

  it("another source's secret, and a request at another source's URL", async () => {
    const neighbour = source('hmac', { header: 'x-other' }, [[OTHER, null]], { id: ids.other, slug: 'billing' });
    const takesAll = source('none', {}, [], { id: ids.other, slug: 'open' });
    const found = await ask(mine(), signed(hmac(BODY, OTHER).toString('hex')), [takesAll, neighbour]);
    expect(found).toEqual([
      'signature-mismatch',
      expect.stringMatching(/^other-source-secret: .* sec_\w+ of the source billing \(src_\w+\)\.$/),
    ]);
    const astray = { headers: ['X-Other', hmac(BODY, OTHER).toString('hex')] };
    expect(await ask(mine(), astray, [takesAll, neighbour])).toEqual([
      'signature-missing',
      expect.stringContaining('other-source: It fits the source billing'),
    ]);
  });

  const digest = hmac(BODY);
  it.each<[string, Options, string, string, RefusalReason?]>([
    [
      'hex for base64',
      { encoding: 'base64' },
      digest.toString('hex'),
      'signature-encoding: The signature in the header x-signature is right, but it came in hex where base64 is expected.',
    ],
    ['base64 for hex', {}, digest.toString('base64'), 'signature-encoding: .*came in base64 where hex', 'signature-malformed'],
    [
      'base64url for base64',
      { encoding: 'base64' },
      hmac(BODY, 'marker-secret-of-the-source').toString('base64url'),
      'signature-encoding: ',
      'signature-malformed',
    ],
    [
      'no prefix',
      { prefix: 'sha256=' },
      digest.toString('hex'),
      'signature-prefix: .*came with no prefix where the prefix "sha256="',
      'signature-malformed',
    ],
    ['another prefix', {}, `v1=${digest.toString('hex')}`, 'signature-prefix: .*the prefix "v1=" where no prefix', 'signature-malformed'],
    ['SHA-1 for SHA-256', {}, hmac(BODY, SECRET, 'sha1').toString('hex'), 'signature-algorithm: .*"sha1" where "sha256"'],
    [
      'SHA-512 for SHA-1',
      { algorithm: 'sha1' },
      hmac(BODY, SECRET, 'sha512').toString('base64'),
      'signature-algorithm: .*"sha512" where "sha1"',
      'signature-malformed',
    ],
    [
      'the URL in front of the body',
      {},
      hmac(`https://hooks.example/in/shop${BODY}`).toString('hex'),
      'signed-content: .*"\\{url\\}\\{body\\}"',
    ],
  ])('%s', async (_what, options, signature, expected, reason = 'signature-mismatch') => {
    const found = await ask(mine(options), signed(signature));
    expect([found[0], found[1]]).toEqual([reason, expect.stringMatching(`^${expected}`)]);
  });

  it('a secret that is the spelling of its bytes', async () => {
    const hex = '6d61726b65722d6d61726b65722d6d61';
    const of = source('hmac', HMAC, [[hex, null]]);
    expect(await ask(of, signed(hmac(BODY, Buffer.from(hex, 'hex')).toString('hex')))).toEqual(one('secret-encoding'));
  });

  it('another header, and a time and an id that are signed too', async () => {
    const time = String(NOW_MS / 1_000);
    const headers = [
      'X-Delivery',
      'd-1',
      'X-Timestamp',
      time,
      'X-Hub-Signature-256',
      `sha256=${hmac(`d-1.${time}.${BODY}`).toString('hex')}`,
    ];
    expect(await ask(mine({ prefix: 'sha256=' }), { headers })).toEqual([
      'signature-missing',
      'signature-header: The signature is right, but the header is "x-hub-signature-256" where "x-signature" is expected.',
      'signed-content: The signature is right, but the signed content is "{id}.{timestamp}.{body}" where "{body}" is expected.',
    ]);
  });

  it('a scheme of which nothing can be configured', async () => {
    const of = source('petstore', {}, [[SECRET, null]]);
    const headers = ['X-Webhook-Signature', hmac(BODY, SECRET, 'sha512').toString('hex')];
    expect(await ask(of, { headers })).toEqual([
      'signature-mismatch',
      expect.stringMatching(
        /^other-scheme: .*HMAC-SHA512 in hex in the header x-webhook-signature, over "\{body\}", the secret read as utf8\.$/,
      ),
    ]);
  });

  it.each<[string, string, string | Buffer, (readonly string[])?]>([
    ['indented by a proxy', BODY, JSON.stringify(JSON.parse(BODY), null, 2).replace('738.5', '738.50')],
    ['compacted by a proxy', JSON.stringify(JSON.parse(BODY), null, 2), JSON.stringify(JSON.parse(BODY))],
    ['spaced by a proxy', BODY, BODY.replaceAll('":', '": ').replaceAll(',"', ', "')],
    ['unescaped by a proxy', BODY.replaceAll('\u00e9', '\\u00e9').replaceAll('/', '\\/'), BODY],
    ['left without its line end', `${BODY}\n`, BODY],
    ['given a line end', BODY, `${BODY}\r\n`],
    ['compressed by a proxy', BODY, gzipSync(BODY), ['Content-Encoding', 'gzip']],
  ])('a body that was %s', async (_what, signedBody, body, headers = []) => {
    const found = await ask(mine(), { body, headers: [...headers, 'X-Signature', hmac(signedBody).toString('hex')] });
    expect(found).toEqual(one('body-changed'));
  });

  it('only the time: by how much', async () => {
    const options = { timestampHeader: 'x-time', signedContent: '{timestamp}.{body}' };
    const time = String(NOW_MS / 1_000 - 412);
    const headers = ['X-Time', time, 'X-Signature', hmac(`${time}.${BODY}`).toString('hex')];
    expect(await ask(mine(options), { headers })).toEqual([
      'timestamp-too-old',
      'timestamp-only: Everything but the time is right: it was signed 412 s before it came, by the clock of this relay.',
    ]);
    const forged = ['X-Time', time, 'X-Signature', hmac(`${time}.${BODY}`, 'guessed').toString('hex')];
    expect(await ask(mine(options), { headers: forged })).toEqual(['timestamp-too-old']);
  });
});

describe('why a credential was refused', () => {
  it.each<[string, SourceConfig, Sent, RefusalReason, string]>([
    [
      'without the word Bearer',
      source('bearer', {}, [[SECRET, null]]),
      { headers: ['Authorization', SECRET] },
      'credential-missing',
      'header authorization, but not in the form',
    ],
    [
      'in another header',
      source('bearer', {}, [[SECRET, null]]),
      { headers: ['X-Api-Key', SECRET] },
      'credential-missing',
      'header x-api-key, but the header authorization',
    ],
    [
      'in the query',
      source('api-key', {}, [[SECRET, null]]),
      { query: `a=1&key=${SECRET}` },
      'credential-missing',
      'query parameter key, but the header x-api-key',
    ],
    [
      'in a header for the query',
      source('api-key', { in: 'query', name: 'key' }, [[SECRET, null]]),
      { headers: ['X-Api-Key', SECRET] },
      'credential-missing',
      'header x-api-key, but the query parameter key',
    ],
    [
      'as Bearer for a bare key',
      source('api-key', {}, [[SECRET, null]]),
      { headers: ['X-Api-Key', `Bearer ${SECRET}`] },
      'credential-mismatch',
      'not in the form',
    ],
    [
      'plain for Basic',
      source('basic', {}, [['marker:secret', null]]),
      { headers: ['Authorization', 'Basic marker:secret'] },
      'credential-mismatch',
      'not in the form',
    ],
  ])('%s', async (_what, of, sent, reason, expected) => {
    expect(await ask(of, sent)).toEqual([reason, expect.stringMatching(`^credential-place: .*${expected}`)]);
  });

  it('a secret that had expired, and none at all', async () => {
    const of = source('bearer', {}, [
      ['marker-new', null],
      [SECRET, NOW_MS - 1_000],
    ]);
    expect(await ask(of, { headers: ['Authorization', `Bearer ${SECRET}`] })).toEqual([
      'credential-mismatch',
      expect.stringContaining('secret-expired'),
    ]);
    expect(await ask(of, { headers: ['Authorization', 'Bearer guessed'] })).toEqual(['credential-mismatch']);
  });

  it('a token that had expired', async () => {
    const of = source('jwt', { algorithms: ['HS256'] }, [['marker-secret-of-thirty-two-bytes!', null]]);
    const token = (secret: string): Promise<string> =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime(NOW_MS / 1_000 - 500)
        .sign(Buffer.from(secret));
    const good = await token('marker-secret-of-thirty-two-bytes!');
    expect(await ask(of, { headers: ['Authorization', `Bearer ${good}`] })).toEqual([
      'token-expired',
      expect.stringContaining('its token expired 500 s before it came'),
    ]);
    const forged = await token('another-secret-of-thirty-two-bytes');
    expect(await ask(of, { headers: ['Authorization', `Bearer ${forged}`] })).toEqual(['token-invalid']);
  });
});

describe('what looking may cost', () => {
  it('survives JSON that is nested deeper than anybody nests it', async () => {
    const body = `${'['.repeat(120_000)}${']'.repeat(120_000)}`;
    expect(await ask(mine(), { ...signed('0'.repeat(64)), body })).toEqual(['signature-mismatch']);
  });

  it('stays within its limits for a request that is made to be dear', async () => {
    const digests = Array.from({ length: 200 }, (_none, n) => [`X-Sig-${n}`, hmac(String(n), 'x').toString('hex')]).flat();
    const times = Array.from({ length: 50 }, (_none, n) => [`X-Id-${n}-Id`, String(1_700_000_000 + n)]).flat();
    const body = Buffer.alloc(262_144, `{"a":"${'\\'.repeat(100)}`);
    const secrets = Array.from({ length: 20 }, (_none, n) => [`marker-${n}`, null] as const);
    const neighbours = Array.from({ length: 200 }, (_none, n) => source('hmac', HMAC, secrets, { slug: `n-${n}`, id: ids.other }));
    const started = performance.now();
    // By count and not by the clock: how long a turn takes says as much about the machine.
    let turns = 0;
    const watch = setInterval(() => turns++, 1);
    const found = await ask(
      source('hmac', HMAC, secrets),
      { headers: [...digests, ...times, 'X-Signature', '0'.repeat(64)], body },
      neighbours,
    );
    clearInterval(watch);
    expect(found).toEqual(['signature-mismatch', expect.stringContaining('not-finished')]);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(turns).toBeGreaterThan(20);
  });
});
