import type { OpenAPIObject } from '@nestjs/swagger';
import { PROBLEM_TYPE_BASE, PROBLEMS, type ProblemCode } from '@posthorn/contracts';

const PROBLEM_TYPE = 'application/problem+json';

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: unknown;
  readonly security?: readonly object[];
  responses: Record<string, { readonly description?: string; readonly content?: object } | { readonly $ref: string }>;
}

/** Says of every operation which problems it may answer with; the ones that only some routes know stand in their controllers. */
export function describeProblems(document: OpenAPIObject): OpenAPIObject {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
      for (const code of problemsOf(path, method, operation)) addProblem(operation, code);
    }
  }
  const schemas = document.components?.schemas as Record<string, object>;
  // A problem may have members of its own (RFC 9457 section 3.2), as the `reason` that an accepted refusal lacks.
  schemas['ProblemView'] = { ...schemas['ProblemView'], additionalProperties: true };
  const responses = Object.fromEntries(Object.keys(PROBLEMS).map((code) => [code, responseOf(code as ProblemCode)]));
  return { ...document, components: { ...document.components, responses: responses as never } };
}

function problemsOf(path: string, method: string, { parameters = [], requestBody, security = [], responses }: Operation): ProblemCode[] {
  const has = (place: string, name?: string): boolean => parameters.some((one) => one.in === place && (name ?? one.name) === one.name);
  const isRead = method === 'get';
  const rules: readonly (readonly [ProblemCode, boolean])[] = [
    ['malformed', true],
    ['unauthenticated', security.length > 0 || path.includes('/auth/')],
    ['forbidden', security.length > 0 || '403' in responses],
    ['not-found', path.includes('{') || '404' in responses],
    ['conflict', (!isRead && security.length > 0) || '409' in responses],
    ['gone', '410' in responses],
    ['precondition-failed', has('header', 'If-Match')],
    ['payload-too-large', !isRead],
    ['unsupported-media-type', !isRead],
    ['invalid', requestBody !== undefined || has('query') || method === 'post'],
    ['rate-limited', true],
    ['internal', true],
    ['unavailable', true],
  ];
  return rules.flatMap(([code, holds]) => (holds ? [code] : []));
}

function addProblem({ responses }: Operation, code: ProblemCode): void {
  const status = String(PROBLEMS[code].status);
  const own = responses[status];
  if (!own) responses[status] = { $ref: `#/components/responses/${code}` };
  else if (!('$ref' in own)) responses[status] = { ...responseOf(code), ...(own.description && { description: own.description }) };
}

function responseOf(code: ProblemCode): { readonly description: string; readonly content: object; readonly headers?: object } {
  const { status, title, description } = PROBLEMS[code];
  // One answer a status: it speaks for every problem that has this status.
  const codes = Object.keys(PROBLEMS).filter((other) => PROBLEMS[other as ProblemCode].status === status);
  const narrowed = { properties: { status: { const: status }, code: codes.length === 1 ? { const: code } : { enum: codes } } };
  const faults = code === 'invalid' ? { errors: [{ field: 'name', message: 'This is required.', code: 'required' }] } : {};
  const example = {
    type: `${PROBLEM_TYPE_BASE}${code}`,
    title,
    status,
    detail: description,
    instance: '/api/v1/projects',
    code,
    ...faults,
  };
  const schema = { allOf: [{ $ref: '#/components/schemas/ProblemView' }, narrowed] };
  return { description, content: { [PROBLEM_TYPE]: { schema, example } } };
}
