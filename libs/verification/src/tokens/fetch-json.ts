import { OutboundError, type GuardedFetch, type OutboundRequest, type OutboundResponse } from '@posthorn/contracts';

/** The authorization server did not answer as it should: nobody can tell whether the token is good. */
export class AuthorizationServerError extends Error {
  override readonly name = 'AuthorizationServerError';
}

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 1_048_576;

export type JsonObject = Readonly<Record<string, unknown>>;

/** Fetches one JSON object. Throws {@link AuthorizationServerError} with a sentence for the operator for everything else. */
export async function fetchJson(fetch: GuardedFetch, request: OutboundRequest): Promise<JsonObject> {
  const response = await fetchAnswer(fetch, request);
  if (response.status !== 200) throw new AuthorizationServerError(`${request.url} answered ${response.status}.`);
  if (response.truncated) throw new AuthorizationServerError(`${request.url} answered with more than ${MAX_BYTES} bytes.`);
  try {
    const parsed: unknown = JSON.parse(response.body.toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as JsonObject;
  } catch {
    // Falls through: not JSON and not an object are the same fault to an operator.
  }
  throw new AuthorizationServerError(`${request.url} did not answer with a JSON object.`);
}

/** One answer of an authorization server or key directory, whatever its status. Throws {@link AuthorizationServerError}. */
export async function fetchAnswer(fetch: GuardedFetch, request: OutboundRequest): Promise<OutboundResponse> {
  const headers = [['accept', 'application/json'], ...(request.headers ?? [])] as const;
  try {
    return await fetch({ timeoutMs: TIMEOUT_MS, maxResponseBytes: MAX_BYTES, ...request, headers });
  } catch (error) {
    // Only the code: a message from below could quote the request, and with it the client's secret.
    const why = error instanceof OutboundError ? error.code : 'network';
    throw new AuthorizationServerError(`${request.url} could not be reached (${why}).`);
  }
}
