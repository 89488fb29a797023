import type { Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib';
import type { OutboundResponse } from '@posthorn/contracts';

/** What is cut off ends in the middle; that is no fault of it. */
const CUT = { finishFlush: constants.Z_SYNC_FLUSH };

const DECODERS: Readonly<Record<string, (body: Buffer) => Transform>> = {
  gzip: () => createGunzip(CUT),
  'x-gzip': () => createGunzip(CUT),
  // RFC 9110 section 8.4.1.2: some send it without the zlib format around it.
  deflate: (body) => (((body[0] ?? 0) & 0x0f) === 0x08 ? createInflate(CUT) : createInflateRaw(CUT)),
  br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  zstd: () => createZstdDecompress({ finishFlush: constants.ZSTD_e_flush }),
};

/** Whether {@link decodeBody} has anything to do. */
export function isEncoded({ body, headers }: OutboundResponse): boolean {
  return body.length > 0 && headers.some(([name]) => name.toLowerCase() === 'content-encoding');
}

/**
 * The answer without its content coding, cut off at `maxBytes` however much it would unfold to: nothing beyond is ever unpacked. What is
 * encoded otherwise, more than once or wrongly stays as it came.
 */
export function decodeBody(response: OutboundResponse, maxBytes: number): Promise<OutboundResponse> {
  const codings = response.headers.filter(([name]) => name.toLowerCase() === 'content-encoding').map(([, value]) => value);
  const decoder = DECODERS[codings.join(',').trim().toLowerCase()]?.(response.body);
  if (decoder === undefined) return Promise.resolve(response);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = (truncated: boolean) => {
      decoder.destroy();
      resolve({ ...response, body: Buffer.concat(chunks), truncated: truncated || response.truncated });
    };
    decoder.on('data', (chunk: Buffer) => {
      const roomBytes = maxBytes - bytes;
      chunks.push(chunk.subarray(0, roomBytes));
      bytes += chunk.length;
      if (chunk.length > roomBytes) end(true);
    });
    decoder.on('end', () => end(false));
    decoder.on('error', () => resolve(response));
    decoder.end(response.body);
  });
}
