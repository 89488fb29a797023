/** A retry policy as the API takes it: a preset or a schedule, and what is worth another try. */
export interface RetryPolicy {
  readonly preset?: RetryPreset | undefined;
  /** Delays before each attempt, the first one included: `["0s", "5s", "5m"]` is three attempts. */
  readonly schedule?: readonly string[] | undefined;
  /** Comma-separated: `3xx 4xx 5xx network timeout` or a status such as `429`. What it leaves out is final. */
  readonly retryOn?: string | undefined;
}

export const RETRY_PRESETS = {
  /** The schedule that the Standard Webhooks specification recommends, https://www.standardwebhooks.com. */
  standard: ['0s', '5s', '5m', '30m', '2h', '5h', '10h', '14h', '20h', '24h'],
  /** The Pet Store's own: five attempts within an hour and a half. */
  petstore: ['0s', '1m', '5m', '30m', '1h'],
} as const satisfies Record<string, readonly string[]>;

export type RetryPreset = keyof typeof RETRY_PRESETS;

/** What a retry policy sorts failures by: an HTTP-like status, or the kind of failure without one. */
export type FailureKind = { readonly status: number } | 'network' | 'timeout';

export const DEFAULT_RETRY_ON = '3xx, 4xx, 5xx, network, timeout';
export const MAX_SCHEDULE_ENTRIES = 50;
/** Each delay is spread by this share to either side, so that failures do not come back in step. */
export const RETRY_JITTER = 0.2;
/** A receiver's `Retry-After` counts no further than this. */
export const MAX_RETRY_AFTER_MS = 86_400_000;
