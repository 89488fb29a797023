import { createPrivateKey, sign as signBytes, verify, type KeyObject } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { defineScheme } from '../define-scheme.js';
import { toleranceOption } from '../option-schemas.js';
import { headerValues } from '../request-headers.js';
import { judgeTimestamp, onlyTimestamp } from '../signature/signing-time.js';
import { decodeStrict } from '../strict-encoding.js';
import { fetchCertificateKey } from '../tokens/fetch-certificate.js';
import { FetchedKeys } from '../tokens/fetched-keys.js';
import { undecidedKeys } from '../tokens/undecided-keys.js';
import { refuse } from '../verdicts.js';
import {
  NO_CREDENTIALS,
  type InboundRequest,
  type SignedRequest,
  type SigningInput,
  type Verdict,
  type Verifier,
  type VerifierEnvironment,
} from '../verifier.js';
import { guideOf, inBody, type ProviderPage } from './provider-page.js';

const ALGORITHM = 'SHA256withRSA';
const TIME = 'paypal-transmission-time';
const CERTIFICATES = '/v1/notifications/certs/';

const page: ProviderPage = {
  name: 'paypal',
  title: 'PayPal',
  documentation: 'https://developer.paypal.com/api/rest/webhooks/rest/',
  secret: null,
  setup: [
    "In the PayPal developer dashboard, the app's Webhooks, add the source's URL and choose its events.",
    'Give the webhook ID that appears there as option webhookId. There is no secret: the key comes from a certificate of PayPal.',
  ],
  unconfirmed: ['That the last part of the signed text is the decimal CRC-32 of the raw body.'],
  defaults: { eventType: inBody('event_type'), externalId: inBody('id'), occurredAt: inBody('create_time') },
};

const options = z.strictObject({
  webhookId: z.string().min(1).max(128).describe('The ID of the webhook, from the developer dashboard'),
  toleranceSeconds: toleranceOption().unwrap().optional(),
});
type PaypalOptions = z.output<typeof options>;

/** RSA-SHA256 over the transmission's id and time, the webhook's id and a checksum of the body. */
export const paypal = defineScheme({
  ...{ name: page.name, title: page.title, defaults: page.defaults, guide: guideOf(page), options, signsWith: 'key-pair' as const },
  compile(parsed, secrets, environment) {
    if (secrets.length > 0)
      return { ok: false, faults: [{ field: 'secrets', code: 'invalid', message: 'PayPal has no secret: its keys are fetched.' }] };
    return { ok: true, verifier: new PaypalVerifier(parsed, environment) };
  },
  sign,
});

class PaypalVerifier implements Verifier {
  readonly credentials = NO_CREDENTIALS;
  readonly challenge = null;
  private readonly keys: FetchedKeys<KeyObject>;

  constructor(
    private readonly options: PaypalOptions,
    private readonly environment: VerifierEnvironment,
  ) {
    this.keys = new FetchedKeys((url) => fetchCertificateKey(url, environment), environment.clock);
  }

  verify(request: InboundRequest): Verdict | Promise<Verdict> {
    const header = (name: string): string => headerValues(request.headers, `paypal-${name}`)[0] ?? '';
    const signature = header('transmission-sig');
    if (signature === '') return refuse('signature-missing', 'The header paypal-transmission-sig is missing or empty.');
    if (header('auth-algo') !== ALGORITHM) return refuse('signature-unsupported', `The header paypal-auth-algo is not ${ALGORITHM}.`);
    const time = onlyTimestamp(headerValues(request.headers, TIME), `The header ${TIME}`);
    if (typeof time !== 'string') return time;
    const { toleranceSeconds = null } = this.options;
    const late = judgeTimestamp(time, { unit: 'iso', toleranceSeconds }, this.environment.clock.now(), `The header ${TIME}`);
    if (late) return late;
    const id = header('transmission-id');
    if (id === '') return refuse('id-missing', 'The header paypal-transmission-id is missing.');
    const bytes = decodeStrict(signature, 'base64');
    if (!bytes) return refuse('signature-malformed', 'The header paypal-transmission-sig is not base64.');
    const certificate = certificateUrl(header('cert-url'));
    if (certificate === null) return refuse('signature-unsupported', 'The header paypal-cert-url is not an address of PayPal.');
    return this.check(certificate, signedText(id, time, this.options.webhookId, request.body), bytes);
  }

  private async check(certificate: string, content: string, signature: Buffer): Promise<Verdict> {
    try {
      const key = await this.keys.get(certificate);
      const good = key.asymmetricKeyType === 'rsa' && verify('sha256', Buffer.from(content, 'latin1'), key, signature);
      return good
        ? { ok: true, secretId: null }
        : refuse('signature-mismatch', 'The signature does not match: is webhookId the ID of this very webhook?');
    } catch (error) {
      return undecidedKeys(error);
    }
  }
}

function signedText(id: string, time: string, webhookId: string, body: Buffer): string {
  return `${id}|${time}|${webhookId}|${crc32(body)}`;
}

function certificateUrl(text: string): string | null {
  const url = text.length > 2_048 ? null : URL.parse(text);
  if (url?.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.search !== '') return null;
  return url.hostname.endsWith('.paypal.com') && url.pathname.startsWith(CERTIFICATES) ? url.href : null;
}

function sign({ webhookId }: PaypalOptions, input: SigningInput): SignedRequest {
  const time = new Date(input.atMs).toISOString();
  const content = signedText(input.id, time, webhookId, input.body);
  const own = {
    'paypal-transmission-id': input.id,
    [TIME]: time,
    'paypal-transmission-sig': signBytes('sha256', Buffer.from(content), createPrivateKey(input.secret)).toString('base64'),
    'paypal-cert-url': `https://api.paypal.com${CERTIFICATES}CERT-sample`,
    'paypal-auth-algo': ALGORITHM,
  };
  return { ...input, headers: [...input.headers, ...Object.entries(own)] };
}
