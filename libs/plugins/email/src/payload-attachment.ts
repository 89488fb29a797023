import { isUtf8 } from 'node:buffer';
import { bareMediaType, type MailAttachment, type PluginEvent } from '@posthorn/plugin-sdk';
import type { EmailConfig } from './email.config.js';

const EXTENSION: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/plain': 'txt',
  'application/x-www-form-urlencoded': 'txt',
  'application/x-ndjson': 'ndjson',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/gzip': 'gz',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
};

/** RFC 9110 section 8.3.1, without parameters: a sender's are not for a mail's headers. */
const MEDIA_TYPE = /^[a-z0-9!#$&^_.+-]{1,127}\/[a-z0-9!#$&^_.+-]{1,127}$/;

export interface AttachedPayload {
  readonly attachments: readonly MailAttachment[];
  /** For the reader of the mail, where the payload should be there and is not. */
  readonly note: string | null;
}

/** The event's body as a file, where the destination wants it. */
export function payloadAttachment({ attachPayload, maxAttachmentBytes }: EmailConfig, event: PluginEvent): AttachedPayload {
  const { body } = event;
  const isWanted = attachPayload === 'always' || (attachPayload === 'binary' && isBinary(body));
  if (!isWanted || body.length === 0) return { attachments: [], note: null };
  if (body.length > maxAttachmentBytes) {
    return { attachments: [], note: `The payload of ${body.length} bytes is not attached: it is larger than ${maxAttachmentBytes} bytes.` };
  }
  const contentType = mediaType(event.contentType);
  return { attachments: [{ filename: `${event.id}.${extensionOf(contentType)}`, contentType, content: body }], note: null };
}

const isBinary = (body: Buffer) => !isUtf8(body) || body.includes(0);

function mediaType(contentType: string | null): string {
  const type = bareMediaType(contentType);
  return MEDIA_TYPE.test(type) && !type.startsWith('multipart/') && !type.startsWith('message/') ? type : 'application/octet-stream';
}

function extensionOf(contentType: string): string {
  const known = Object.hasOwn(EXTENSION, contentType) ? EXTENSION[contentType] : undefined;
  return known ?? /\+(json|xml|zip)$/.exec(contentType)?.[1] ?? 'bin';
}
