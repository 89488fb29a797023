import { createHash, createPrivateKey, sign as signBytes, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { jsonReply } from '../handshake/replies.js';
import { parseJson, textAt } from '../json-body.js';
import { signedUrlOption } from '../option-schemas.js';
import { headerValues } from '../request-headers.js';
import { importPublicKey } from '../signature/signing-keys.js';
import { decodeStrict } from '../strict-encoding.js';
import { refuse } from '../verdicts.js';
import type { InboundRequest, Refused, SignedRequest, SigningInput } from '../verifier.js';
import { keyedProvider } from './keyed-provider.js';
import { inBody } from './provider-page.js';

const HEADER = 'x-ebay-signature';

interface Shown {
  readonly signature: Buffer;
  readonly body: Buffer;
}

const options = z.strictObject({
  verificationToken: z
    .string()
    .regex(/^[A-Za-z0-9_-]{32,80}$/, 'This is 32 to 80 letters, digits, _ or -.')
    .describe('A token of your own that you give to eBay as well'),
  url: signedUrlOption(),
});

/** ECDSA with SHA-1 over the body; the header is base64 of JSON that names the key and holds the signature. */
export const ebay = keyedProvider({
  name: 'ebay',
  title: 'eBay',
  documentation: 'https://developer.ebay.com/marketplace-account-deletion',
  secret: "eBay's public key for the kid of its notifications, as getPublicKey of its Notification API answers it.",
  setup: [
    'Give a verification token of your own (32 to 80 characters) as option verificationToken.',
    'Fetch the public key with getPublicKey of the Notification API and give it here; when eBay changes its key, add the new one.',
    "Then give eBay the source's URL as endpoint and the same verification token: eBay checks it at once.",
  ],
  asks: ['GET with challenge_code: the SHA-256 of code, verification token and URL.'],
  unconfirmed: ['That the body is signed as it came: an SDK of eBay signs it written anew as compact JSON.'],
  defaults: {
    eventType: inBody('metadata.topic'),
    externalId: inBody('notification.notificationId'),
    occurredAt: inBody('notification.eventDate'),
  },
  options,
  signsWith: 'key-pair',
  importKey: (value) => importPublicKey(withLineBreaks(value), 'ecdsa-sha256'),
  scheme: () => ({
    read,
    matches: ({ signature, body }: Shown, key: KeyObject) => verify('sha1', body, key, signature),
    mismatch: "The signature does not match the body with any active key: has eBay's key changed?",
  }),
  handshakes: ({ verificationToken, url }) => ({
    greetings: [
      {
        method: 'GET',
        reply(question) {
          const code = question.query('challenge_code');
          if (code === null || code.length > 1_024) return null;
          const endpoint = url ?? question.request.url.split('?', 1)[0] ?? '';
          return jsonReply({
            challengeResponse: createHash('sha256').update(code).update(verificationToken).update(endpoint).digest('hex'),
          });
        },
      },
    ],
  }),
  sign,
});

function read(request: InboundRequest): Shown | Refused {
  const value = headerValues(request.headers, HEADER)[0];
  if (!value) return refuse('signature-missing', `The header ${HEADER} is missing or empty.`);
  const shown = parseJson(decodeStrict(value, 'base64') ?? '');
  const signature = decodeStrict(textAt(shown, ['signature']) ?? '', 'base64');
  if (!signature) return refuse('signature-malformed', `The header ${HEADER} is not base64 of JSON with a signature.`);
  const digest = textAt(shown, ['digest']);
  if (digest !== null && digest.toUpperCase() !== 'SHA1')
    return refuse('signature-unsupported', `The header ${HEADER} names another digest than SHA1.`);
  return { signature, body: request.body };
}

/** getPublicKey answers PEM in one line, which is none. */
function withLineBreaks(value: string): string {
  const match = /^-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----$/.exec(value);
  return match ? (match[1] ?? '') : value;
}

function sign(_options: unknown, input: SigningInput): SignedRequest {
  const signature = signBytes('sha1', input.body, createPrivateKey(input.secret)).toString('base64');
  const shown = JSON.stringify({ alg: 'ecdsa', kid: 'sample', signature, digest: 'SHA1' });
  return { ...input, headers: [...input.headers, [HEADER, Buffer.from(shown).toString('base64')]] };
}
