/** An outbound request as libs ask for it; `libs/outbound` is the only implementation. */
export interface OutboundRequest {
  readonly method?: string;
  readonly url: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: Buffer | string;
  /** Covers everything from the name lookup to the last byte of the answer. */
  readonly timeoutMs?: number;
  /** Bytes of the answer that are read; the rest is cut off and `truncated` is true. */
  readonly maxResponseBytes?: number;
  readonly signal?: AbortSignal;
}

export interface OutboundResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
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
