import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { hmacText, isHmacText } from '../hmac-text.js';
import { parseJson, textAt, valueAt } from '../json-body.js';
import { importHexKey } from '../shared-key.js';
import { decodeStrict } from '../strict-encoding.js';
import { refuse } from '../verdicts.js';
import type { InboundRequest, Refused, SignedRequest, SigningInput } from '../verifier.js';
import { keyedProvider } from './keyed-provider.js';
import { inBody } from './provider-page.js';

interface Item {
  readonly signed: string;
  readonly signature: string;
}

interface Shown {
  readonly items: readonly Item[];
  readonly id: string | undefined;
}

const ITEM = 'NotificationRequestItem';
const SIGNED = [
  'pspReference',
  'originalReference',
  'merchantAccountCode',
  'merchantReference',
  'amount.value',
  'amount.currency',
  'eventCode',
  'success',
];

/** Adyen signs eight fields of each item and puts the signature into the item: all of a body's items must be good. */
export const adyen = keyedProvider({
  name: 'adyen',
  title: 'Adyen',
  documentation: 'https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures',
  secret: "The webhook's HMAC key, as hexadecimal.",
  setup: [
    "In the Adyen Customer Area, Developers, Webhooks, create a Standard webhook with the source's URL.",
    'Generate its HMAC key under Security and give it here.',
    'The fields that are not signed (the reason, all additional data) could be changed on the way by whoever can read it: use https.',
  ],
  defaults: { eventType: inBody(`notificationItems[0].${ITEM}.eventCode`), occurredAt: inBody(`notificationItems[0].${ITEM}.eventDate`) },
  accepted: { status: 200, contentType: 'text/plain', body: '[accepted]' },
  options: z.strictObject({}),
  importKey: importHexKey,
  scheme: () => ({
    read,
    matches: ({ items }: Shown, key: KeyObject) =>
      items.every(({ signed, signature }) => isHmacText(signature, 'sha256', key, signed, 'base64')),
    // What Adyen calls a duplicate: the same code and outcome of the same payment.
    externalId: ({ id }) => id,
    mismatch: 'The signature of an item does not match with any active secret.',
  }),
  sample: ({ id, atMs }) => ({
    headers: [['content-type', 'application/json']],
    body: JSON.stringify({
      live: 'false',
      notificationItems: [
        {
          [ITEM]: {
            ...{ pspReference: id, merchantAccountCode: 'Posthorn', merchantReference: 'sample', amount: { value: 1000, currency: 'EUR' } },
            ...{ eventCode: 'AUTHORISATION', success: 'true', eventDate: new Date(atMs).toISOString(), additionalData: {} },
          },
        },
      ],
    }),
  }),
  sign,
});

function read(request: InboundRequest): Shown | Refused {
  const items = valueAt(parseJson(request.body), ['notificationItems']);
  if (!Array.isArray(items) || items.length === 0)
    return refuse('signature-missing', 'The body has no notificationItems, in which the signatures are.');
  const read: Item[] = [];
  for (const item of items as unknown[]) {
    const fields = valueAt(item, [ITEM]);
    const signature = textAt(fields, ['additionalData', 'hmacSignature']);
    if (!signature) return refuse('signature-missing', 'An item has no additionalData.hmacSignature.');
    if (!decodeStrict(signature, 'base64')) return refuse('signature-malformed', 'The hmacSignature of an item is not base64.');
    read.push({ signed: signedFields(fields), signature });
  }
  const only = items.length === 1 ? valueAt(items, ['0', ITEM]) : null;
  return {
    items: read,
    id: only === null ? undefined : ['eventCode', 'pspReference', 'success'].map((name) => textAt(only, [name])).join(':'),
  };
}

function signedFields(item: unknown): string {
  return SIGNED.map((path) => textAt(item, path.split('.')) ?? '').join(':');
}

function sign(_none: unknown, input: SigningInput): SignedRequest {
  const body = parseJson(input.body) as { notificationItems: Record<string, { additionalData?: object }>[] };
  for (const item of body.notificationItems) {
    const fields = item[ITEM];
    if (!fields) continue;
    const hmacSignature = hmacText('sha256', Buffer.from(input.secret, 'hex'), signedFields(fields), 'base64');
    fields.additionalData = { ...fields.additionalData, hmacSignature };
  }
  return { ...input, body: Buffer.from(JSON.stringify(body)) };
}
