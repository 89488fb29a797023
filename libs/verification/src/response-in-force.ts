import { DEFAULT_RESPONSE, type SourceResponse } from '@posthorn/contracts';
import type { Scheme } from './verifier.js';

/** What an accepted request is answered: the source's own response, else what the provider expects, else the default. */
export function responseInForce(own: SourceResponse, scheme: Pick<Scheme, 'accepted'> | undefined): SourceResponse {
  const { status, contentType, body } = DEFAULT_RESPONSE;
  const isDefault = own.status === status && own.contentType === contentType && own.body === body;
  return isDefault ? (scheme?.accepted ?? own) : own;
}
