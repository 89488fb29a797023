import type { OpenAPIObject } from '@nestjs/swagger';
import { API_PREFIX } from '../api/api-prefix.js';
import { dereference, type JsonSchema, type Schemas } from './json-schema.js';

const text = (description: string, schema: JsonSchema = { type: 'string' }): object => ({ description, schema });
const COUNT: JsonSchema = { type: 'integer', minimum: 0 };

const HEADERS = {
  'X-Request-Id': text('Names this request in the log and in the audit log', { type: 'string', format: 'uuid' }),
  ETag: text('The state of the resource, for `If-Match`'),
  Location: text('Where it is from now on'),
  'RateLimit-Limit': text('Requests a minute', COUNT),
  'RateLimit-Remaining': text('Of this minute', COUNT),
  'RateLimit-Reset': text('Seconds until the minute ends', COUNT),
  'Idempotency-Replayed': text('The answer is that of an earlier request with this `Idempotency-Key`', { const: 'true' }),
  'Retry-After': text('Seconds', COUNT),
  'WWW-Authenticate': text('How to show who you are'),
} as const;
type HeaderName = keyof typeof HEADERS;

interface Answer {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>>;
  headers?: object;
}
interface Operation {
  readonly security?: readonly object[];
  readonly responses: Record<string, Answer>;
}

/** Names the headers of every answer. */
export function describeHeaders(document: OpenAPIObject): OpenAPIObject {
  const schemas = document.components?.schemas as Schemas;
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const { responses, security = [] } of Object.values(methods as Record<string, Operation>)) {
      for (const [status, answer] of Object.entries(responses)) {
        if (answer.$ref !== undefined) continue;
        const isKept = (status === '201' || status === '202') && !path.startsWith(`/${API_PREFIX}/auth/`);
        answer.headers = named([
          'X-Request-Id',
          ...(security.length > 0 ? LIMITS : []),
          ...(status.startsWith('2') && isResource(answer, schemas) ? (['ETag'] as const) : []),
          ...(isKept && status === '201' ? (['Location'] as const) : []),
          ...(isKept ? (['Idempotency-Replayed'] as const) : []),
          ...ofProblem(status),
        ]);
      }
    }
  }
  for (const answer of Object.values((document.components?.responses ?? {}) as Record<string, Answer>)) {
    const status = String(Object.values(answer.content ?? {})[0]?.schema?.allOf?.[1]?.properties?.['status']?.const);
    answer.headers = named(['X-Request-Id', ...ofProblem(status)]);
  }
  return { ...document, components: { ...document.components, headers: HEADERS as never } };
}

const LIMITS = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'] as const;

function ofProblem(status: string): readonly HeaderName[] {
  if (status === '401') return ['WWW-Authenticate'];
  return status === '429' || status === '503' ? ['Retry-After'] : [];
}

function named(names: readonly HeaderName[]): object {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** One thing with an id: it has an `ETag`. */
function isResource({ content }: Answer, schemas: Schemas): boolean {
  const schema = content?.['application/json']?.schema;
  return schema !== undefined && dereference(schema, schemas).properties?.['id'] !== undefined;
}
