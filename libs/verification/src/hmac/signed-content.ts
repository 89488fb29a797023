import type { Hmac } from 'node:crypto';
import { isHeaderName } from '../option-schemas.js';
import { headerValues } from '../request-headers.js';
import type { InboundRequest } from '../verifier.js';

const WORDS = ['body', 'timestamp', 'id', 'url', 'method'] as const;

/** A template taken apart once, when the source is configured. */
export type ContentPart =
  | { readonly kind: 'literal'; readonly bytes: Buffer }
  | { readonly kind: (typeof WORDS)[number] }
  | { readonly kind: 'header'; readonly name: string };

export type ParsedContent = { readonly parts: readonly ContentPart[] } | { readonly fault: string };

/** Takes `signedContent` apart. A brace that opens no known placeholder is a fault: signed as text it would never match. */
export function parseSignedContent(template: string): ParsedContent {
  const parts: ContentPart[] = [];
  for (const [index, piece] of template.split('{').entries()) {
    const end = piece.indexOf('}');
    if (index > 0) {
      const placeholder = end < 0 ? null : parsePlaceholder(piece.slice(0, end));
      if (!placeholder) return { fault: 'Use {body}, {timestamp}, {id}, {url}, {method} or {header:name}; other braces have no meaning.' };
      parts.push(placeholder);
    }
    const literal = index > 0 ? piece.slice(end + 1) : piece;
    if (literal !== '') parts.push({ kind: 'literal', bytes: Buffer.from(literal) });
  }
  return { parts };
}

function parsePlaceholder(text: string): ContentPart | null {
  const word = WORDS.find((known) => known === text);
  if (word) return { kind: word };
  const name = text.startsWith('header:') ? text.slice('header:'.length) : '';
  return isHeaderName(name) ? { kind: 'header', name: name.toLowerCase() } : null;
}

export function contains(parts: readonly ContentPart[], kind: ContentPart['kind']): boolean {
  return parts.some((part) => part.kind === kind);
}

/** The name of a signed header that did not come, or `null`. Left out silently it would be the same as an empty one. */
export function missingSignedHeader(parts: readonly ContentPart[], request: InboundRequest): string | null {
  for (const part of parts) if (part.kind === 'header' && headerValues(request.headers, part.name).length === 0) return part.name;
  return null;
}

/** Feeds the exact bytes: the body as it came, header values byte for byte (a character of a raw header is one byte). */
export function updateWith(hmac: Hmac, parts: readonly ContentPart[], request: InboundRequest, timestamp: string, id: string): void {
  for (const part of parts) {
    if (part.kind === 'body') hmac.update(request.body);
    else if (part.kind === 'literal') hmac.update(part.bytes);
    // Several lines of one header are one value (RFC 9110 section 5.3).
    else if (part.kind === 'header') hmac.update(headerValues(request.headers, part.name).join(', '), 'latin1');
    else if (part.kind === 'timestamp') hmac.update(timestamp, 'latin1');
    else if (part.kind === 'id') hmac.update(id, 'latin1');
    else if (part.kind === 'url') hmac.update(request.url, 'utf8');
    else hmac.update(request.method, 'latin1');
  }
}
