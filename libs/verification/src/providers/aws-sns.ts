import { verify, type KeyObject } from 'node:crypto';
import { createPrivateKey, sign as signBytes } from 'node:crypto';
import { z } from 'zod';
import { defineScheme } from '../define-scheme.js';
import type { PostedQuestion } from '../handshake/handshake.js';
import { emptyReply } from '../handshake/replies.js';
import { withHandshakes } from '../handshake/with-handshakes.js';
import { parseJson, textAt } from '../json-body.js';
import { toleranceOption } from '../option-schemas.js';
import { judgeTimestamp } from '../signature/signing-time.js';
import { decodeStrict } from '../strict-encoding.js';
import { fetchCertificateKey } from '../tokens/fetch-certificate.js';
import { fetchAnswer } from '../tokens/fetch-json.js';
import { FetchedKeys } from '../tokens/fetched-keys.js';
import { undecidedKeys } from '../tokens/undecided-keys.js';
import { refuse, undecided } from '../verdicts.js';
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

const DIGESTS: Readonly<Record<string, string>> = { '1': 'sha1', '2': 'sha256' };
const SIGNED = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const;
/** A region of AWS; anything looser would let a bucket called sns serve keys. */
const HOST = /^sns\.[a-z]{2,3}(?:-[a-z]+)+-\d{1,2}\.amazonaws\.com(?:\.cn)?$/;

const page: ProviderPage = {
  name: 'aws-sns',
  title: 'Amazon SNS',
  documentation: 'https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html',
  secret: null,
  setup: [
    "Give the ARN of the topic as option topicArn here first: any other topic's messages are signed as well.",
    "Then create an HTTPS subscription of the topic with the source's URL, without raw message delivery, which is unsigned; the relay confirms it.",
  ],
  asks: ['SubscriptionConfirmation with a good signature: the relay visits its SubscribeURL.'],
  defaults: { eventType: inBody('Type'), externalId: inBody('MessageId'), occurredAt: inBody('Timestamp') },
};

const options = z.strictObject({
  topicArn: z
    .union([z.string().min(1).max(512), z.array(z.string().min(1).max(512)).min(1).max(64)])
    .describe('The topic whose messages are taken, or several'),
  toleranceSeconds: toleranceOption().default(3_600),
});

export const awsSns = defineScheme({
  ...{ name: page.name, title: page.title, defaults: page.defaults, guide: guideOf(page), options, signsWith: 'key-pair' as const },
  compile({ topicArn, toleranceSeconds }, secrets, environment) {
    if (secrets.length > 0)
      return { ok: false, faults: [{ field: 'secrets', code: 'invalid', message: 'SNS has no secret: its keys are fetched.' }] };
    const verifier = new SnsVerifier([topicArn].flat(), toleranceSeconds, environment);
    return withHandshakes({ ok: true, verifier }, { questions: [confirmation] }, { secrets, environment });
  },
  sample: ({ id, atMs }) => ({
    headers: [['content-type', 'text/plain; charset=UTF-8']],
    body: JSON.stringify({
      Type: 'Notification',
      MessageId: id,
      TopicArn: 'arn:aws:sns:eu-central-1:000000000000:sample',
      Message: 'sample',
      Timestamp: new Date(atMs).toISOString(),
    }),
  }),
  sign,
});

class SnsVerifier implements Verifier {
  readonly credentials = NO_CREDENTIALS;
  readonly challenge = null;
  private readonly keys: FetchedKeys<KeyObject>;

  constructor(
    private readonly topics: readonly string[],
    private readonly toleranceSeconds: number,
    private readonly environment: VerifierEnvironment,
  ) {
    this.keys = new FetchedKeys((url) => fetchCertificateKey(url, environment), environment.clock);
  }

  verify(request: InboundRequest): Verdict | Promise<Verdict> {
    const message = parseJson(request.body);
    const field = (name: string): string | null => textAt(message, [name]);
    const signature = field('Signature');
    if (!signature) return refuse('signature-missing', 'The body is no SNS message with a Signature; raw message delivery has none.');
    const digest = DIGESTS[field('SignatureVersion') ?? ''];
    if (digest === undefined) return refuse('signature-unsupported', 'The SignatureVersion is not one that is understood (1, 2).');
    const type = field('Type') ?? '';
    if (!isSignedType(type)) return refuse('signature-malformed', 'The Type is none that SNS sends.');
    const timestamp = field('Timestamp');
    if (!timestamp) return refuse('timestamp-missing', 'The message has no Timestamp.');
    const time = { unit: 'iso' as const, toleranceSeconds: this.toleranceSeconds };
    const late = judgeTimestamp(timestamp, time, this.environment.clock.now(), 'The Timestamp');
    if (late) return late;
    const bytes = decodeStrict(signature, 'base64');
    if (!bytes) return refuse('signature-malformed', 'The Signature is not base64.');
    const certificate = certificateUrl(field('SigningCertURL'));
    if (certificate === null) return refuse('signature-unsupported', 'The SigningCertURL is not one of SNS.');
    const topic = field('TopicArn') ?? '';
    if (!this.topics.includes(topic))
      return refuse('signature-mismatch', 'The message is of another topic than the source expects (topicArn).');
    return this.check(certificate, digest, signedText(type, field), bytes);
  }

  private async check(certificate: string, digest: string, content: string, signature: Buffer): Promise<Verdict> {
    try {
      const key = await this.keys.get(certificate);
      const good = key.asymmetricKeyType === 'rsa' && verify(digest, Buffer.from(content), key, signature);
      return good
        ? { ok: true, secretId: null }
        : refuse('signature-mismatch', "The Signature does not match the message with the certificate's key.");
    } catch (error) {
      return undecidedKeys(error);
    }
  }
}

function isSignedType(type: string): type is keyof typeof SIGNED {
  return Object.hasOwn(SIGNED, type);
}

function signedText(type: keyof typeof SIGNED, field: (name: string) => string | null): string {
  return SIGNED[type]
    .map((name) => ({ name, value: field(name) }))
    .filter(({ value }) => value !== null)
    .map(({ name, value }) => `${name}\n${value}\n`)
    .join('');
}

function certificateUrl(text: string | null): string | null {
  const url = isOfSns(text);
  return url && url.pathname.endsWith('.pem') && url.search === '' ? url.href : null;
}

function isOfSns(text: string | null): URL | null {
  const url = text === null || text.length > 2_048 ? null : URL.parse(text);
  return url?.protocol === 'https:' && url.port === '' && url.username === '' && HOST.test(url.hostname) ? url : null;
}

const confirmation: PostedQuestion = {
  trust: 'verified',
  marker: 'SubscriptionConfirmation',
  reply(question, { environment }) {
    if (question.text('Type') !== 'SubscriptionConfirmation') return null;
    const url = isOfSns(question.text('SubscribeURL'));
    return url ? confirm(url.href, environment) : null;
  },
};

async function confirm(url: string, { fetch }: VerifierEnvironment) {
  try {
    const { status } = await fetchAnswer(fetch, { url });
    return status >= 200 && status < 300 ? emptyReply() : undecided(`SNS answered ${status} to the confirmation.`);
  } catch (error) {
    return undecidedKeys(error);
  }
}

function sign(_options: unknown, input: SigningInput): SignedRequest {
  const message = {
    SignatureVersion: '2',
    SigningCertURL: 'https://sns.eu-central-1.amazonaws.com/sample.pem',
    ...(parseJson(input.body) as Record<string, string>),
  };
  const type = textAt(message, ['Type']) ?? '';
  const content = signedText(isSignedType(type) ? type : 'Notification', (name) => textAt(message, [name]));
  const digest = DIGESTS[message.SignatureVersion] ?? 'sha256';
  const Signature = signBytes(digest, Buffer.from(content), createPrivateKey(input.secret)).toString('base64');
  return { ...input, body: Buffer.from(JSON.stringify({ ...message, Signature })) };
}
