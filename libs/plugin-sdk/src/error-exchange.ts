import type { AttemptExchange } from '@posthorn/contracts';

/** What history shows of an attempt that has neither a request nor an answer to look at: one sentence for the operator. */
export function errorExchange(error: string): AttemptExchange {
  return { request: null, response: null, error };
}
