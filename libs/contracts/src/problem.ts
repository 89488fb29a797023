/** Every problem that the API answers with: RFC 9457 `type` suffix, HTTP status, title and what it means. */
export const PROBLEMS = {
  malformed: {
    status: 400,
    title: 'Malformed request',
    description: 'The body is not JSON, or the request is not HTTP that can be understood.',
  },
  unauthenticated: {
    status: 401,
    title: 'Not signed in',
    description: 'No access token came with the request, or it is wrong or expired.',
  },
  forbidden: { status: 403, title: 'Not allowed', description: 'Your role does not permit this.' },
  'password-change-required': {
    status: 403,
    title: 'Change your password',
    description: 'Your password was generated more than 24 hours ago: change it with `POST /api/v1/auth/password` first.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    description: 'There is no such thing here; ids of the wrong shape and ids of another project count as absent.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    description: 'The path exists, the method does not; `Allow` names those that do.',
  },
  conflict: { status: 409, title: 'Conflict', description: 'The state of the thing does not permit this, or a name is taken.' },
  gone: { status: 410, title: 'Gone', description: 'It was here and has been removed for good: the payload of an expunged event.' },
  'precondition-failed': {
    status: 412,
    title: 'Changed meanwhile',
    description: '`If-Match` names another state than the present one: read it again and repeat your change.',
  },
  'payload-too-large': { status: 413, title: 'Payload too large', description: 'The body is over the limit.' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type', description: 'Send `application/json`.' },
  invalid: { status: 422, title: 'Invalid', description: '`errors[]` names each field at fault, with a code and a sentence.' },
  'rate-limited': { status: 429, title: 'Too many requests', description: 'Wait for as long as `Retry-After` says.' },
  internal: { status: 500, title: 'Internal error', description: 'A fault of the relay; the log has it under the request id.' },
  unavailable: {
    status: 503,
    title: 'Unavailable',
    description: 'The database or the identity provider is away, or the relay is overloaded; try again after `Retry-After`.',
  },
} as const satisfies Record<string, { status: number; title: string; description: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

export const PROBLEM_TYPE_BASE = 'https://posthorn.dev/problems/';

/** One field at fault in a 422. */
export interface FieldError {
  /** Dotted path, for example `verification.options.issuer`. */
  readonly field: string;
  readonly message: string;
  readonly code: string;
  /** Where in the field's text, for templates; both count from 1. */
  readonly line?: number;
  readonly column?: number;
}
