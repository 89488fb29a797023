import { isUtf8 } from 'node:buffer';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { firstHeader, type RawHeaders } from '@posthorn/contracts';

/** A body as it may have been when it was signed. */
export interface BodyForm {
  /** Ends the sentence "The signature fits …". */
  readonly what: string;
  readonly body: Buffer;
}

/** A few hundred bytes of gzip can become gigabytes, and so can some thousand brackets, indented. */
const MAX_INFLATED_BYTES = 4 * 1_048_576;
const DECOMPRESS = { gzip: gunzipSync, 'x-gzip': gunzipSync, deflate: inflateSync, br: brotliDecompressSync } as const;

/** What something on the way may have made the present body of. */
export function bodyForms(body: Buffer, headers: RawHeaders): BodyForm[] {
  const forms = [...decompressed(body, headers), ...lineForms(body), ...safely(() => jsonForms(body))];
  return forms.filter((form, index) => !form.body.equals(body) && forms.findIndex((one) => one.body.equals(form.body)) === index);
}

/** JSON may be nested deeper than the stack is. */
function safely(forms: () => BodyForm[]): BodyForm[] {
  try {
    return forms();
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function decompressed(body: Buffer, headers: RawHeaders): BodyForm[] {
  const encoding = firstHeader(headers, 'content-encoding')?.trim().toLowerCase() ?? '';
  const decompress = Object.entries(DECOMPRESS).find(([name]) => name === encoding)?.[1];
  if (!decompress) return [];
  try {
    return [
      {
        what: `the body without its compression (${encoding}): something compressed it after it was signed`,
        body: decompress(body, { maxOutputLength: MAX_INFLATED_BYTES }),
      },
    ];
  } catch {
    return [];
  }
}

function lineForms(body: Buffer): BodyForm[] {
  const text = body.toString('latin1');
  const form = (what: string, changed: string): BodyForm => ({ what, body: Buffer.from(changed, 'latin1') });
  return [
    form('the body without the white space at its ends', text.trim()),
    form('the body with a line feed at its end', `${text}\n`),
    form('the body with a CR LF at its end', `${text}\r\n`),
    form('the body with LF for each CR LF', text.replaceAll('\r\n', '\n')),
    form('the body with CR LF for each LF', text.replaceAll(/\r?\n/g, '\r\n')),
    form('the body without its byte order mark', text.replace(/^\u00ef\u00bb\u00bf/, '')),
  ];
}

function jsonForms(body: Buffer): BodyForm[] {
  if (!isUtf8(body)) return [];
  const text = body.toString('utf8');
  const value = parse(text);
  if (value === undefined) return [];
  const rewritten = 'something on the way, such as a proxy, parses it and writes it anew';
  const form = (what: string, changed: string): BodyForm => ({ what: `${what}: ${rewritten}`, body: Buffer.from(changed) });
  const compact = respace(text, ',', ':');
  const spaced = respace(text, ', ', ': ');
  return [
    // By its tokens, so that numbers and escapes stay as they were written.
    form('the body as compact JSON', compact),
    form('the body as JSON with a space after each comma and colon', spaced),
    form('the body as compact JSON with plain characters for escapes', JSON.stringify(value)),
    ...[2, 4]
      .filter((indent) => indentedLength(compact, indent) <= MAX_INFLATED_BYTES)
      .map((indent) => form(`the body as JSON indented by ${indent}`, JSON.stringify(value, null, indent))),
    form('the body as compact JSON with escaped slashes', escapeSlashes(compact)),
    form('the body as compact JSON with escaped characters', escapeUnicode(compact)),
    form('the body as compact JSON with escaped characters and slashes', escapeUnicode(escapeSlashes(compact))),
    form('the body as JSON with spaces and escaped characters', escapeUnicode(spaced)),
    form('the body as compact JSON with its keys sorted', JSON.stringify(sortKeys(value))),
  ];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON with other white space between its tokens, in one pass. */
function respace(text: string, comma: string, colon: string): string {
  let respaced = '';
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[^\s,:"]+|[,:]/g)) {
    respaced += token === ',' ? comma : token === ':' ? colon : token;
  }
  return respaced;
}

/** At most how many characters compact JSON would have when indented. */
function indentedLength(compact: string, indent: number): number {
  let length = compact.length;
  let depth = 0;
  // Strings are skipped: what looks like a bracket in them is none.
  for (const [token] of compact.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]/g)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (!token.startsWith('"')) length += 1 + indent * depth;
  }
  return length;
}

const escapeSlashes = (json: string): string => json.replaceAll(/(?<!\\)\//g, '\\/');
const escapeUnicode = (json: string): string =>
  json.replaceAll(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sortKeys(item)]),
  );
}
