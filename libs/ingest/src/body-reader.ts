import type { IncomingMessage } from 'node:http';

export type BodyRead =
  | { readonly kind: 'read'; readonly body: Buffer }
  /** `body` is what came before the limit; `bytes` what was announced, or seen: always more than `body` holds. */
  | { readonly kind: 'too-large'; readonly body: Buffer; readonly bytes: number }
  /** The sender went away in the middle: there is nobody to answer. */
  | { readonly kind: 'aborted' }
  /** This process buffers as much as it may. */
  | { readonly kind: 'overloaded' };

const NO_BYTES = Buffer.alloc(0);

/** Reads raw bodies, whatever their type, within a limit for each and one for all that are under way at once. */
export class BodyReader {
  private buffered = 0;

  constructor(private readonly maxBufferedBytes: number) {}

  read(request: IncomingMessage, maxBytes: number): Promise<BodyRead> {
    const announced = Number(request.headers['content-length'] ?? Number.NaN);
    // Announced as too large: not worth a byte of traffic.
    if (announced > maxBytes) return Promise.resolve({ kind: 'too-large', body: NO_BYTES, bytes: announced });
    return new Promise((resolve) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const finish = (result: BodyRead): void => {
        this.buffered -= bytes;
        request.off('data', onData).off('end', onEnd).off('close', onGone).off('error', onGone);
        resolve(result);
      };
      const onData = (chunk: Buffer): void => {
        if (bytes + chunk.length > maxBytes)
          return finish({ kind: 'too-large', body: Buffer.concat([...chunks, chunk], maxBytes), bytes: bytes + chunk.length });
        if (this.buffered + chunk.length > this.maxBufferedBytes) return finish({ kind: 'overloaded' });
        this.buffered += chunk.length;
        bytes += chunk.length;
        chunks.push(chunk);
      };
      const onEnd = (): void => finish({ kind: 'read', body: chunks.length === 1 ? (chunks[0] ?? NO_BYTES) : Buffer.concat(chunks) });
      const onGone = (): void => finish({ kind: 'aborted' });
      request.on('data', onData).once('end', onEnd).once('close', onGone).once('error', onGone);
    });
  }
}
