/** An outbound request as libs ask for it; `libs/outbound` is the only implementation. */
export interface OutboundRequest {
  readonly method?: string;
  readonly url: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: Buffer | string;
  /** Covers everything from the name lookup to the last byte of the answer. */
  readonly timeoutMs?: number;
  /** Bytes of the answer that are read; the rest is cut off and `truncated` is true. At most 16 MiB. */
  readonly maxResponseBytes?: number;
  readonly signal?: AbortSignal;
  readonly tls?: OutboundTls;
  /** Whose connections to use: requests with different names never share one. Default: those that all share by origin. */
  readonly pool?: string;
}

/**
 * What is trusted and shown on TLS connections, all PEM. A connection made with it serves only requests that ask for exactly the same.
 * `tlsFaults` of the plugin SDK judges it when it is configured; what cannot be used is an {@link OutboundError} `invalid-request`.
 */
export interface OutboundTls {
  /** Certificate authorities that are trusted, one or more, in place of the system's. */
  readonly ca?: string;
  /** The client's certificate, its chain after it; goes with `key`. */
  readonly cert?: string;
  readonly key?: string;
  /** Of an encrypted `key`. */
  readonly passphrase?: string;
  /** The name that is asked for and that the server's certificate must carry, in place of the URL's host. */
  readonly serverName?: string;
}

export interface OutboundResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Without its content coding where that is one of gzip, deflate, br and zstd; otherwise the bytes that came. */
  readonly body: Buffer;
  /** There was more than `maxResponseBytes`, before or after decoding. */
  readonly truncated: boolean;
}

/** Redirects are not followed, every address is vetted, time and bytes are capped. Throws {@link OutboundError}. */
export type GuardedFetch = (request: OutboundRequest) => Promise<OutboundResponse>;

/** Why there is no answer. `invalid-request`: it cannot be written as HTTP. `aborted`: the caller's signal fired. */
export type OutboundErrorCode = 'address-not-allowed' | 'invalid-url' | 'invalid-request' | 'network' | 'timeout' | 'aborted' | 'tls';

export class OutboundError extends Error {
  override readonly name = 'OutboundError';

  constructor(
    readonly code: OutboundErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
