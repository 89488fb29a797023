import { type AttemptExchange, type OutboundRequest, type OutboundResponse, recordRequest, recordResponse } from '@posthorn/plugin-sdk';

/** What history must not show and the relay cannot know of: it is made, not configured. */
export interface Concealed {
  /** Lower case. */
  readonly headers: ReadonlySet<string>;
  readonly values: readonly string[];
}

/** The record of an attempt, without what is concealed, also where the receiver echoes it. */
export function exchangeWithout(concealed: Concealed, request: OutboundRequest, response: OutboundResponse | null): AttemptExchange {
  return {
    request: recordRequest(request, concealed.headers),
    response: response && recordResponse(response, concealed.values),
    error: null,
  };
}
