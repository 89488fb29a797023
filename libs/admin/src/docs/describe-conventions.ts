import type { OpenAPIObject } from '@nestjs/swagger';
import { API_PREFIX } from '../api/api-prefix.js';

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description: 'Sent again within 24 hours, the request does nothing and is answered as it was, with `Idempotency-Replayed: true`',
  schema: { type: 'string' as const, pattern: '^[\\x21-\\x7e]{1,255}$' },
};

/** Adds what no controller says, since it holds for all: the key of every POST that creates. Signing in creates nothing that is kept. */
export function describeConventions(document: OpenAPIObject): OpenAPIObject {
  for (const [path, { post }] of Object.entries(document.paths)) {
    if (!post || path.startsWith(`/${API_PREFIX}/auth/`)) continue;
    if ('201' in post.responses || '202' in post.responses) post.parameters = [...(post.parameters ?? []), IDEMPOTENCY_KEY];
  }
  return document;
}
