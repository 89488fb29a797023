import type { RawHeaders } from '@posthorn/contracts';

/** What stands before the body: one block of bytes, so that an event costs no object per header. */
export interface RequestHead {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: RawHeaders;
}

/**
 * Method, path, query, then names and values, each ended by a NUL, one byte a character: Node reads header bytes as ISO 8859-1,
 * so this gives back the very bytes. Neither a header nor a request line can hold a NUL (RFC 9110 section 5.5; Node refuses it).
 */
export function encodeHead(head: RequestHead): Buffer {
  let text = `${head.method}\0${head.path}\0${head.query}\0`;
  for (const part of head.headers) text += `${part}\0`;
  return Buffer.from(text, 'latin1');
}

export function decodeHead(block: Buffer): RequestHead {
  const [method = '', path = '', query = '', ...headers] = block.toString('latin1').split('\0');
  headers.pop();
  return { method, path, query, headers };
}
