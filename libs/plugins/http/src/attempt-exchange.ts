import {
  type AttemptExchange,
  MAX_RESPONSE_BODY_BYTES,
  type OutboundRequest,
  type OutboundResponse,
  recordResponse,
  redactHeaders,
  redactUrl,
} from '@posthorn/plugin-sdk';

/** What history must not show and the relay cannot know of: it is made, not configured. */
export interface Concealed {
  /** Lower case. */
  readonly headers: ReadonlySet<string>;
  readonly values: readonly string[];
}

/** The record of an attempt, without what is concealed, also where the receiver echoes it. */
export function exchangeWithout(concealed: Concealed, request: OutboundRequest, response: OutboundResponse | null): AttemptExchange {
  const { method = 'GET', url, headers = [], body = '' } = request;
  const shown = { method, url: redactUrl(url), headers: redactHeaders(headers, concealed.headers), bodyBytes: Buffer.byteLength(body) };
  return { request: shown, response: response && recordResponse(cut(response), concealed.values), error: null };
}

function cut(response: OutboundResponse): OutboundResponse {
  if (response.body.length <= MAX_RESPONSE_BODY_BYTES) return response;
  return { ...response, body: response.body.subarray(0, MAX_RESPONSE_BODY_BYTES), truncated: true };
}
