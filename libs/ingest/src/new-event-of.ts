import { firstHeader, REDACTED, type RawHeaders, type SearchKeyValue } from '@posthorn/contracts';
import { RuleContext, storableExternalId, type Router } from '@posthorn/routing';
import type { NewEvent } from '@posthorn/store';
import type { Verified } from '@posthorn/verification';
import { redactCredentials } from './credential-redaction.js';
import type { ReadySource } from './source-book.js';

const NO_SEARCH_KEYS: readonly SearchKeyValue[] = [];

/** A request in full, its credentials still in it. */
export interface CapturedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: RawHeaders;
  readonly body: Buffer;
  readonly receivedAtMs: number;
}

/** Makes a verified request the event to store: type, id and time found, credentials taken out, routes matched. */
export function newEventOf(source: ReadySource, router: Router, request: CapturedRequest, verified: Verified): NewEvent {
  const { config } = source;
  const { method, path, body, receivedAtMs } = request;
  const contentType = firstHeader(request.headers, 'content-type');
  const context = new RuleContext({ headers: request.headers, query: request.query, body, contentType });
  const found = source.extract(context);
  const places = source.verifier?.credentials ?? { headers: [], query: [] };
  const { headers, query } = redactCredentials(request.headers, request.query, places);
  const schemeId = source.takesSchemeId && verified.externalId ? storableExternalId(verified.externalId) : null;
  return {
    projectId: config.projectId,
    sourceId: config.id,
    type: found.type,
    externalId: found.externalId ?? schemeId,
    dedupeWindowSeconds: config.dedupeWindowSeconds,
    occurredAtMs: found.occurredAtMs,
    faults: found.faults,
    searchKeys: searchKeysOf(source, context, { headers, query }),
    ...{ receivedAtMs, method, path, query, headers, body },
    ...router.routesFor(config, found.type, context, { headers, query, path }),
  };
}

/** From what is stored: a credential must not come to light as something to search by. */
function searchKeysOf(
  source: ReadySource,
  context: RuleContext,
  head: Pick<CapturedRequest, 'headers' | 'query'>,
): readonly SearchKeyValue[] {
  if (source.config.searchKeys.length === 0) return NO_SEARCH_KEYS;
  return source.searchKeysIn(context.withHead(head)).filter(([, value]) => value !== REDACTED);
}
