import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { GuardedFetch, SourceSecret } from '@posthorn/contracts';
import { findScheme } from '../schemes.js';
import type { InboundRequest, Scheme, SignedRequest, SigningInput, Verdict, Verifier } from '../verifier.js';
import { CERTIFICATE, CERTIFICATE_KEY } from './certificate-fixture.js';
import { secret, TestClock } from './inbound.js';

export const TOPIC = 'arn:aws:sns:eu-central-1:000000000000:sample';
export const URL_OF_SOURCE = 'https://in.example/in/sample';
const VERIFICATION_TOKEN = 'v'.repeat(40);

const ed25519 = generateKeyPairSync('ed25519');
const otherEd25519 = generateKeyPairSync('ed25519');
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const otherEc = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

const pem = (key: KeyObject): string => String(key.export({ format: 'pem', type: key.type === 'private' ? 'pkcs8' : 'spki' })).trim();
const raw = (key: KeyObject, encoding: 'hex' | 'base64'): string =>
  Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url').toString(encoding);
const spki = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).toString('base64');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What a source of a provider is given, and what signs for it. */
export interface ProviderFixture {
  /** As the source has it; `null` = the provider has none. */
  readonly secret: string | null;
  readonly otherSecret: string | null;
  /** What `sign` takes: the secret, or the private key that belongs to it. */
  readonly signingKey: string;
  readonly otherSigningKey: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly fetch: GuardedFetch;
}

const certificates: GuardedFetch = () => Promise.resolve({ status: 200, headers: [], body: Buffer.from(CERTIFICATE), truncated: false });
const plaidKeys: GuardedFetch = () => {
  const body = Buffer.from(JSON.stringify({ key: { ...ec.publicKey.export({ format: 'jwk' }), alg: 'ES256', kid: 'sample' } }));
  return Promise.resolve({ status: 200, headers: [], body, truncated: false });
};

const shared = (one: string, other: string): Partial<ProviderFixture> => ({
  secret: one,
  otherSecret: other,
  signingKey: one,
  otherSigningKey: other,
});
const pair = (
  text: (key: KeyObject) => string,
  [one, other]: readonly { publicKey: KeyObject; privateKey: KeyObject }[],
): Partial<ProviderFixture> =>
  one && other
    ? {
        secret: text(one.publicKey),
        otherSecret: text(other.publicKey),
        signingKey: pem(one.privateKey),
        otherSigningKey: pem(other.privateKey),
      }
    : {};

const TEXT = shared('a-secret-of-the-provider', 'another-secret');
const STANDARD = shared(`whsec_${base64('a-secret-of-24-bytes-ok!')}`, `whsec_${base64('another-one-of-24-bytes!')}`);
const HEX = shared('44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056', 'ab'.repeat(32));
const BASIC = shared('user:password', 'user:other');

const SPECIAL: Readonly<Record<string, Partial<ProviderFixture>>> = {
  adyen: HEX,
  'adyen-platforms': HEX,
  airtable: shared(base64('a-secret-of-airtable'), base64('another-secret')),
  postmark: BASIC,
  freshdesk: BASIC,
  chargebee: BASIC,
  pipedrive: BASIC,
  discord: pair((key) => raw(key, 'hex'), [ed25519, otherEd25519]),
  telnyx: pair((key) => raw(key, 'base64'), [ed25519, otherEd25519]),
  sendgrid: pair(spki, [ec, otherEc]),
  ebay: { ...pair((key) => pem(key).replaceAll('\n', ''), [ec, otherEc]), options: { verificationToken: VERIFICATION_TOKEN } },
  'paddle-classic': pair(pem, [rsa, otherRsa]),
  'aws-sns': {
    secret: null,
    otherSecret: null,
    signingKey: CERTIFICATE_KEY,
    otherSigningKey: pem(rsa.privateKey),
    options: { topicArn: TOPIC },
    fetch: certificates,
  },
  paypal: {
    secret: null,
    otherSecret: null,
    signingKey: CERTIFICATE_KEY,
    otherSigningKey: pem(rsa.privateKey),
    options: { webhookId: 'WH1' },
    fetch: certificates,
  },
  plaid: {
    ...TEXT,
    signingKey: pem(ec.privateKey),
    otherSigningKey: pem(otherEc.privateKey),
    options: { clientId: 'client' },
    fetch: plaidKeys,
  },
};
const FAMILY = ['svix', 'clerk', 'resend', 'openai', 'replicate', 'brex', 'render', 'recall', 'loops'];

export function fixtureOf(name: string): ProviderFixture {
  const fixture = {
    options: {},
    fetch: () => Promise.reject(new Error('no network')),
    ...(FAMILY.includes(name) ? STANDARD : TEXT),
    ...SPECIAL[name],
  };
  return fixture as ProviderFixture;
}

export function schemeOf(name: string): Scheme {
  const scheme = findScheme(name);
  if (!scheme) throw new Error(`no scheme ${name}`);
  return scheme;
}

/** A sample of a provider, as its own signer signs it. */
export async function signedSample(name: string, clock: TestClock, over: Partial<SigningInput> = {}): Promise<SignedRequest> {
  const { signingKey, options } = fixtureOf(name);
  const facts = { id: 'msg_1', atMs: clock.now() };
  const { headers, body } = schemeOf(name).sample(facts);
  const input = { secret: signingKey, method: 'POST', url: URL_OF_SOURCE, headers, body: Buffer.from(body), ...facts, ...over };
  return schemeOf(name).sign(options, input);
}

export function inboundOf({ method, url, headers, body }: SignedRequest): InboundRequest {
  return { method, url, query: url.split('?')[1] ?? '', headers: headers.flat(), body };
}

/** A source of a provider with its fixture's secret, or with these. */
export function providerVerifier(name: string, clock: TestClock, secrets?: readonly SourceSecret[], over: object = {}): Verifier {
  const fixture = fixtureOf(name);
  const own = secrets ?? (fixture.secret === null ? [] : [secret(fixture.secret)]);
  const compiled = schemeOf(name).compile({ ...fixture.options, ...over }, own, { clock, fetch: fixture.fetch });
  if (!compiled.ok) throw new Error(`${name} did not compile: ${JSON.stringify(compiled.faults)}`);
  return compiled.verifier;
}

export async function judge(verifier: Verifier, request: SignedRequest): Promise<Verdict> {
  return verifier.verify(inboundOf(request));
}
