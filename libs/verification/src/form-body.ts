import { bareMediaType, firstHeader } from '@posthorn/contracts';
import type { InboundRequest } from './verifier.js';

/** The media type of a request, lower case, without parameters. */
export function mediaTypeOf(request: InboundRequest): string {
  return bareMediaType(firstHeader(request.headers, 'content-type'));
}

export function isForm(request: InboundRequest): boolean {
  return mediaTypeOf(request) === 'application/x-www-form-urlencoded';
}

export function formOf(request: InboundRequest): URLSearchParams {
  return new URLSearchParams(request.body.toString('utf8'));
}

const BOUNDARY = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i;
const BLANK_LINE = '\r\n\r\n';

/** The value of one field of a multipart body (RFC 7578), or `null`. One pass, without taking the other parts along. */
export function multipartField(request: InboundRequest, name: string): string | null {
  const match = BOUNDARY.exec(firstHeader(request.headers, 'content-type')?.slice(0, 512) ?? '');
  const delimiter = match && `--${match[1] ?? match[2]}`;
  if (!delimiter) return null;
  const { body } = request;
  for (let at = body.indexOf(delimiter); at >= 0;) {
    const headEnd = body.indexOf(BLANK_LINE, at);
    const next = headEnd < 0 ? -1 : body.indexOf(`\r\n${delimiter}`, headEnd);
    if (headEnd < 0 || next < 0) return null;
    const head = body.toString('latin1', at, Math.min(headEnd, at + 1_024));
    if (head.includes(`name="${name}"`)) return body.toString('utf8', headEnd + BLANK_LINE.length, next);
    at = next + 2;
  }
  return null;
}
