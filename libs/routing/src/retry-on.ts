import type { FailureKind } from '@posthorn/contracts';

/** What is worth another try. */
export interface RetryOn {
  /** Hundreds: 3, 4, 5. */
  readonly classes: ReadonlySet<number>;
  readonly statuses: ReadonlySet<number>;
  readonly network: boolean;
  readonly timeout: boolean;
}

const TOKEN = /^(?:[345]xx|[345]\d\d|network|timeout)$/;

export function splitRetryOn(text: string): string[] {
  return text.split(',').map((token) => token.trim());
}

export function isRetryOnToken(token: string): boolean {
  return TOKEN.test(token);
}

/** Reads `"5xx, 429, network"`. Tokens that validation would have refused match nothing. */
export function parseRetryOn(text: string): RetryOn {
  const tokens = splitRetryOn(text);
  return {
    classes: new Set(tokens.filter((token) => token.endsWith('xx')).map((token) => Number(token[0]))),
    statuses: new Set(tokens.filter((token) => /^\d{3}$/.test(token)).map(Number)),
    network: tokens.includes('network'),
    timeout: tokens.includes('timeout'),
  };
}

export function isRetryable(retryOn: RetryOn, failure: FailureKind): boolean {
  if (failure === 'network') return retryOn.network;
  if (failure === 'timeout') return retryOn.timeout;
  // A status beyond 599 is nobody's; RFC 9110 section 15 says to treat it as a 5xx.
  const hundreds = Math.min(Math.floor(failure.status / 100), 5);
  return retryOn.classes.has(hundreds) || retryOn.statuses.has(failure.status);
}
