import { createPrivateKey, sign as signBytes, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { formOf } from '../form-body.js';
import { importPublicKey } from '../signature/signing-keys.js';
import { decodeStrict } from '../strict-encoding.js';
import { refuse } from '../verdicts.js';
import type { InboundRequest, Refused, SignedRequest, SigningInput } from '../verifier.js';
import { keyedProvider } from './keyed-provider.js';
import { inForm } from './provider-page.js';

interface Shown {
  readonly signature: Buffer;
  readonly content: Buffer;
}

/** RSA with SHA-1 over the form's fields, sorted and written as PHP's `serialize` writes an array. */
export const paddleClassic = keyedProvider({
  name: 'paddle-classic',
  title: 'Paddle Classic',
  documentation: 'https://developer.paddle.com/classic/reference/verifying-webhooks',
  secret: 'The public key, PEM.',
  setup: [
    "In Paddle Classic, Developer Tools, Alerts, set the source's URL as webhook URL.",
    'Give the public key of Developer Tools, Public Key, here, with its first and last line.',
  ],
  defaults: { eventType: inForm('alert_name'), externalId: inForm('alert_id') },
  options: z.strictObject({}),
  signsWith: 'key-pair',
  importKey: (value) => importPublicKey(value, 'rsa'),
  scheme: () => ({
    read,
    matches: ({ signature, content }: Shown, key: KeyObject) => verify('sha1', content, key, signature),
    mismatch: 'The field p_signature does not match the other fields with any active public key.',
  }),
  sign,
});

function read(request: InboundRequest): Shown | Refused {
  const form = formOf(request);
  const text = form.get('p_signature');
  if (!text) return refuse('signature-missing', 'The form has no field p_signature.');
  const signature = decodeStrict(text, 'base64');
  if (!signature) return refuse('signature-malformed', 'The field p_signature is not base64.');
  form.delete('p_signature');
  return { signature, content: phpSerialized(form) };
}

/** The last of equal names counts, as in PHP. */
function phpSerialized(form: URLSearchParams): Buffer {
  const fields = [...new Map(form)].sort(([one], [other]) => (one < other ? -1 : 1));
  const text = (value: string): string => `s:${Buffer.byteLength(value)}:"${value}";`;
  return Buffer.from(`a:${fields.length}:{${fields.map(([name, value]) => text(name) + text(value)).join('')}}`);
}

function sign(_none: unknown, input: SigningInput): SignedRequest {
  const form = new URLSearchParams(input.body.toString('utf8'));
  form.append('p_signature', signBytes('sha1', phpSerialized(form), createPrivateKey(input.secret)).toString('base64'));
  return { ...input, body: Buffer.from(form.toString()) };
}
