import { PROBLEM_TYPE_BASE, PROBLEMS, type FieldError, type ProblemCode } from '@posthorn/contracts';
import type { ProblemError } from './problem.error.js';

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/** RFC 9457 section 3, with `code` and `errors` as extension members. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The request's path without its query, which may carry a credential. */
  readonly instance: string;
  readonly code: ProblemCode;
  readonly errors?: readonly FieldError[];
}

export function problemDocument(problem: ProblemError, url: string): ProblemDocument {
  const { title, status } = PROBLEMS[problem.code];
  return {
    ...problem.extensions,
    type: `${PROBLEM_TYPE_BASE}${problem.code}`,
    title,
    status,
    detail: problem.detail,
    instance: url.split('?', 1)[0] ?? '',
    code: problem.code,
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
  };
}
