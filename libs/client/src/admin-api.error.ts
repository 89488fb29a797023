import type { FieldError } from '@posthorn/contracts';

/** What the relay said against a request (RFC 9457), as an error that a person can read. Holds nothing of the request but its method and path. */
export class AdminApiError extends Error {
  override readonly name = 'AdminApiError';
  /** `not-found`, `invalid` …; empty where the answer was no problem document, as of a proxy in between. */
  readonly code: string;
  readonly errors: readonly FieldError[];

  constructor(
    readonly request: string,
    readonly status: number,
    problem: unknown,
  ) {
    super(`${request}: ${status} ${describe(problem)}`);
    this.code = textOf(problem, 'code');
    this.errors = errorsOf(problem);
  }
}

const MAX_FOREIGN_LENGTH = 500;

function describe(problem: unknown): string {
  if (textOf(problem, 'code') === '') return String(typeof problem === 'string' ? problem : '').slice(0, MAX_FOREIGN_LENGTH);
  const fields = errorsOf(problem).map(({ field, message, code }) => `\n    ${field}: ${message} (${code})`);
  return `${textOf(problem, 'title')} (${textOf(problem, 'code')}) ${textOf(problem, 'detail')}${fields.join('')}`;
}

function textOf(problem: unknown, name: string): string {
  const value: unknown = typeof problem === 'object' && problem !== null ? Reflect.get(problem, name) : undefined;
  return typeof value === 'string' ? value : '';
}

function errorsOf(problem: unknown): FieldError[] {
  const list: unknown = typeof problem === 'object' && problem !== null ? Reflect.get(problem, 'errors') : undefined;
  if (!Array.isArray(list)) return [];
  return list.map((item: unknown) => ({ field: textOf(item, 'field'), message: textOf(item, 'message'), code: textOf(item, 'code') }));
}
