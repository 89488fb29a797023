import type { PreviewPart } from '@posthorn/contracts';
import { utf8TextOf } from './utf8-text.js';

/** Of each part so much is shown. */
const MAX_PART_BYTES = 65_536;

/** What would be sent, in parts that a person can read: `url`, `headers`, `body`; `payload`; `subject`, `text`, `html`. */
export interface PluginPreview {
  readonly parts: readonly PreviewPart[];
}

/** A part that is text, or bytes that may be. */
export function previewPart(name: string, content: string | Uint8Array, contentType = 'text/plain'): PreviewPart {
  const all = typeof content === 'string' ? Buffer.from(content) : content;
  const truncated = all.length > MAX_PART_BYTES;
  const bytes = Buffer.from(all.subarray(0, MAX_PART_BYTES));
  const text = utf8TextOf(bytes, truncated);
  return { name, contentType, encoding: text === null ? 'base64' : 'utf8', data: text ?? bytes.toString('base64'), truncated };
}
