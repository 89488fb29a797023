import fc from 'fast-check';
import { BINARY_ENCODINGS, decodeStrict } from './strict-encoding.js';
import { PROVIDERS } from './providers.js';
import { TestClock } from './testing/inbound.js';
import { fixtureOf, inboundOf, providerVerifier, schemeOf, signedSample } from './testing/provider-fixtures.js';
import type { InboundRequest, Verdict } from './verifier.js';

const clock = new TestClock();
const NAMES = PROVIDERS.map(({ name }) => name);

/** Words that parsers trip over, between any others. */
const word = fc.oneof(
  fc.constantFrom(
    't=',
    'v1=',
    'v1,',
    'v1a,',
    'h1=',
    'ts=',
    'sha256=',
    'sha1=',
    ',',
    ';',
    ' ',
    '=',
    '',
    '1758613403',
    '1758613403000',
    '2025-09-23T07:43:23Z',
  ),
  fc.constantFrom(
    'null',
    '{}',
    '[]',
    '"',
    '{"',
    '--x',
    '\r\n\r\n',
    'bodySHA256',
    '\0',
    '\ud800',
    '%',
    '%zz',
    '__proto__',
    'constructor',
    'toString',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.base64String({ maxLength: 88 }),
  fc.stringMatching(/^[0-9a-f]{0,64}$/),
);
const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(''));
/** Header values are bytes. */
const headerValue = text.map((value) =>
  Buffer.from(value)
    .toString('latin1')
    .replace(/[\r\n\0]/g, ''),
);
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json({ maxDepth: 4 }).map((json) => Buffer.from(json)),
  text.map((value) => Buffer.from(value)),
);

function isVerdict(verdict: Verdict): boolean {
  return verdict.ok || typeof verdict.detail === 'string';
}

describe('no request makes a verifier throw', () => {
  it.each(NAMES)('%s: a good request with anything in place of each of its parts', async (name) => {
    const verifier = providerVerifier(name, clock);
    const good = inboundOf(await signedSample(name, clock));
    const names = good.headers.filter((_value, index) => index % 2 === 0);
    const mutation = fc.record({
      header: fc.constantFrom(...names, 'content-type', 'x-other'),
      values: fc.array(headerValue, { maxLength: 3 }),
      body: fc.option(body),
      query: fc.option(text),
      url: fc.option(text),
      method: fc.constantFrom('POST', 'PUT', 'GET', 'HEAD', 'OPTIONS'),
    });
    const property = fc.asyncProperty(mutation, async (change) => {
      const request: InboundRequest = {
        method: change.method,
        headers: [...without(good.headers, change.header), ...change.values.flatMap((value) => [change.header, value])],
        body: change.body ?? good.body,
        query: change.query ?? good.query,
        url: change.url ?? good.url,
      };
      const verdict = await verifier.verify(request);
      const reply = verifier.greet?.(request) ?? null;
      return isVerdict(verdict) && (reply === null || Number.isInteger(reply.status));
    });
    await fc.assert(property, { numRuns: 150 });
  });

  it.each(NAMES)('%s: JSON in the shape of its own, with other values in it', async (name) => {
    const verifier = providerVerifier(name, clock);
    const good = await signedSample(name, clock);
    const shape = parsed(good.body);
    const property = fc.asyncProperty(fc.jsonValue({ maxDepth: 2 }), fc.nat(), async (value, at) => {
      const request = { ...inboundOf(good), body: Buffer.from(JSON.stringify(replaced(shape, value, { left: at % 12 }))) };
      return isVerdict(await verifier.verify(request));
    });
    await fc.assert(property, { numRuns: 100 });
  });
});

describe('no configuration makes a scheme throw', () => {
  it.each(NAMES)('%s', (name) => {
    const { options, fetch } = fixtureOf(name);
    const key = fc.constantFrom(...Object.keys(options), 'toleranceSeconds', 'url', 'verifyToken', 'other');
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), fc.dictionary(key, fc.jsonValue()), (values, more) => {
        const secrets = values.map((value, index) => ({ id: String(index), value, expiresAtMs: null }));
        const compiled = schemeOf(name).compile({ ...options, ...more }, secrets, { clock, fetch });
        const faults = compiled.ok ? [] : compiled.faults;
        return faults.every(({ field, code, message }) => field !== '' && code !== '' && message !== '');
      }),
      { numRuns: 60 },
    );
  });
});

it('a strictly decoded text stands for one value only', () => {
  fc.assert(
    fc.property(text, fc.constantFrom(...BINARY_ENCODINGS), (value, encoding) => {
      const bytes = decodeStrict(value, encoding);
      if (bytes === null) return true;
      const written = bytes.toString(encoding);
      return encoding === 'hex' ? written === value.toLowerCase() : written.replaceAll('=', '') === value.replaceAll('=', '');
    }),
    { numRuns: 2_000 },
  );
});

/** What is long is judged in a time that grows with its length and no faster; in time of the processor, since machines are busy. */
describe('an input of a megabyte is judged at once', () => {
  const MEGABYTE = 1_048_576;
  const fill = (pattern: string): Buffer => Buffer.from(pattern.repeat(Math.ceil(MEGABYTE / pattern.length)));
  const bodies = [
    'a=1&',
    '{"a":',
    '[',
    '\\',
    'a',
    '--x\r\n\r\n',
    '\r\n--posthorn-sample\r\n\r\n',
    '"SubscriptionConfirmation"',
    '=',
    '%',
    '\n',
  ].map(fill);
  const valuesOf64k = [',', ';', ' ', 't=1,', 'v1,', '=', 'A', '1'].map((pattern) => pattern.repeat(65_536 / pattern.length));

  it.each(NAMES)(
    '%s',
    async (name) => {
      const verifier = providerVerifier(name, clock);
      const good = inboundOf(await signedSample(name, clock));
      const judged = async (request: InboundRequest): Promise<number> => {
        const startedAt = performance.now();
        await verifier.verify(request);
        return performance.now() - startedAt;
      };
      for (const big of bodies) {
        const types = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=posthorn-sample'];
        for (const type of types)
          expect(
            await judged({ ...good, body: big, headers: [...without(good.headers, 'content-type'), 'content-type', type] }),
          ).toBeLessThan(1_500);
      }
      for (const value of valuesOf64k) {
        const headers = good.headers.map((one, index) => (index % 2 === 0 ? one : value));
        expect(await judged({ ...good, headers, query: value, url: `https://in.example/in/sample?${value}` })).toBeLessThan(1_500);
      }
    },
    60_000,
  );
});

function without(headers: readonly string[], name: string): readonly string[] {
  return headers.filter((_one, index) => headers[index - (index % 2)]?.toLowerCase() !== name.toLowerCase());
}

function parsed(bytes: Buffer): unknown {
  const json = /\{.*\}/s.exec(bytes.toString('utf8'))?.[0] ?? '{}';
  try {
    return JSON.parse(json);
  } catch {
    return {};
  }
}

/** The same value with one of its places, counted in depth, replaced. */
function replaced(value: unknown, by: unknown, place: { left: number }): unknown {
  if (place.left-- === 0) return by;
  if (Array.isArray(value)) return value.map((item) => replaced(item, by, place));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, by, place)]));
}
