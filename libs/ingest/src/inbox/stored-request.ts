import type { RawHeaders, SourceConfig } from '@posthorn/contracts';
import type { SealedRefusalRecord } from '@posthorn/store';
import type { InboundRequest } from '@posthorn/verification';
import { parseTaken, restoreCredentials } from '../credential-redaction.js';
import type { CapturedRequest } from '../new-event-of.js';
import { refusalContext } from '../refusal-keeper.js';

/** Opens what the refusal keeper has sealed. */
export type OpenCredentials = (box: Buffer, context: string) => string;

/** A kept request as it came, its credentials put back; `null` if they cannot be opened any more. */
export function restoreRequest(stored: SealedRefusalRecord, open: OpenCredentials): CapturedRequest | null {
  const { method, path, body, receivedAt } = stored;
  const restored = stored.credentials ? openCredentials(stored, stored.credentials, open) : stored;
  return restored && { method, path, body, receivedAtMs: receivedAt.getTime(), headers: restored.headers, query: restored.query };
}

function openCredentials(
  { headers, query, sourceId }: SealedRefusalRecord,
  box: Buffer,
  open: OpenCredentials,
): { readonly headers: RawHeaders; readonly query: string } | null {
  try {
    const taken = parseTaken(open(box, refusalContext(sourceId)));
    return taken && restoreCredentials(headers, query, taken);
  } catch {
    // Its key is gone, or the row was changed: either way there is nothing to verify with.
    return null;
  }
}

/** As a verifier sees it. */
export function inboundOf(
  { method, path, query, headers, body }: CapturedRequest,
  { slug }: SourceConfig,
  publicUrl: string,
): InboundRequest {
  const url = `${publicUrl}/in/${slug}${path}${query === '' ? '' : `?${query}`}`;
  return { method, url, query, headers, body };
}
