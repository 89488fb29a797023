import type { GuardedFetch } from '@posthorn/contracts';

/** The part of the platform's `fetch` that libraries ask of one that is given to them. */
export type StandardFetch = (
  url: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly signal?: AbortSignal | undefined;
  },
) => Promise<Response>;

/** These have no body, and `Response` throws where one is given (https://fetch.spec.whatwg.org/#null-body-status). */
const NULL_BODY_STATUSES: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

export interface StandardFetchLimits {
  /** Of one request, from the name lookup to the last byte. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
}

/**
 * A guarded fetch for a library that takes a `fetch` of the platform's shape, so that it, too, goes out by the only way. An answer that is
 * longer than allowed is an error: half a document must not be read as a whole one.
 */
export function asStandardFetch(guardedFetch: GuardedFetch, { timeoutMs, maxResponseBytes }: StandardFetchLimits): StandardFetch {
  return async (url, { method = 'GET', headers = {}, body, signal }) => {
    const answer = await guardedFetch({
      ...{ url, method, headers: Object.entries(headers), timeoutMs, maxResponseBytes },
      ...(body !== undefined && body !== null && { body: textOf(body) }),
      ...(signal && { signal }),
    });
    if (answer.truncated) throw new Error(`The answer is longer than ${maxResponseBytes} bytes`);
    const isEmpty = NULL_BODY_STATUSES.has(answer.status);
    const fields = answer.headers.map(([name, value]): [string, string] => [name, value]);
    return new Response(isEmpty ? null : new Uint8Array(answer.body), { status: answer.status, headers: fields });
  };
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError('only text and forms are sent');
}
