import { isHeaderName } from '../option-schemas.js';
import { headerValues } from '../request-headers.js';
import type { InboundRequest } from '../verifier.js';

const WORDS = ['body', 'timestamp', 'id', 'url', 'method'] as const;

/** A template taken apart once, when the source is configured. */
export type ContentPart =
  | { readonly kind: 'literal'; readonly bytes: Buffer }
  | { readonly kind: (typeof WORDS)[number] }
  | { readonly kind: 'header' | 'form'; readonly name: string };

export type ParsedContent = { readonly parts: readonly ContentPart[] } | { readonly fault: string };

const KNOWN = '{body}, {timestamp}, {id}, {url}, {method}, {header:name} or {form:name}';

/** Takes `signedContent` apart. A brace that opens no known placeholder is a fault: signed as text it would never match. */
export function parseSignedContent(template: string): ParsedContent {
  const parts: ContentPart[] = [];
  for (const [index, piece] of template.split('{').entries()) {
    const end = piece.indexOf('}');
    if (index > 0) {
      const placeholder = end < 0 ? null : parsePlaceholder(piece.slice(0, end));
      if (!placeholder) return { fault: `Use ${KNOWN}; other braces have no meaning.` };
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
  if (text.startsWith('form:') && text.length > 'form:'.length) return { kind: 'form', name: text.slice('form:'.length) };
  const name = text.startsWith('header:') ? text.slice('header:'.length) : '';
  return isHeaderName(name) ? { kind: 'header', name: name.toLowerCase() } : null;
}

export function contains(parts: readonly ContentPart[], kind: ContentPart['kind']): boolean {
  return parts.some((part) => part.kind === kind);
}

/** What a request shows of itself besides its bytes. */
export interface ContentFacts {
  readonly timestamp: string;
  readonly id: string;
  readonly url: string;
}

/**
 * The signed bytes of a request, in pieces: the body as it came, header values byte for byte (a character of a raw header is one byte).
 * A text instead names what belongs to the signed content and did not come: left out silently it would be the same as an empty one.
 */
export function contentOf(parts: readonly ContentPart[], request: InboundRequest, facts: ContentFacts): readonly Buffer[] | string {
  const pieces: Buffer[] = [];
  let form: URLSearchParams | undefined;
  for (const part of parts) {
    switch (part.kind) {
      case 'body':
        pieces.push(request.body);
        break;
      case 'literal':
        pieces.push(part.bytes);
        break;
      case 'header': {
        const values = headerValues(request.headers, part.name);
        if (values.length === 0) return `The header ${part.name}`;
        // Several lines of one header are one value (RFC 9110 section 5.3).
        pieces.push(Buffer.from(values.join(', '), 'latin1'));
        break;
      }
      case 'form': {
        form ??= new URLSearchParams(request.body.toString('utf8'));
        const value = form.get(part.name);
        if (value === null) return `The form field ${part.name}`;
        pieces.push(Buffer.from(value));
        break;
      }
      case 'url':
        pieces.push(Buffer.from(facts.url));
        break;
      case 'method':
        pieces.push(Buffer.from(request.method, 'latin1'));
        break;
      case 'timestamp':
      case 'id':
        pieces.push(Buffer.from(facts[part.kind], 'latin1'));
    }
  }
  return pieces;
}
