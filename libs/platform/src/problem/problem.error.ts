import { PROBLEMS, type FieldError, type ProblemCode } from '@posthorn/contracts';

export interface ProblemOptions extends ErrorOptions {
  /** A sentence for the caller; the code's own description where it is absent. Never a driver's message. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Members of one kind of problem beside the standard ones (RFC 9457 section 3.2). */
  readonly extensions?: Readonly<Record<string, string>>;
  /** Headers of the answer, for example `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by services and guards; {@link ProblemFilter} makes it an RFC 9457 answer. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly detail: string;
  readonly errors: readonly FieldError[] | undefined;
  readonly extensions: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ProblemCode,
    options: ProblemOptions = {},
  ) {
    super(options.detail ?? PROBLEMS[code].title, options);
    this.detail = options.detail ?? PROBLEMS[code].description;
    this.errors = options.errors;
    this.extensions = options.extensions ?? {};
    this.headers = options.headers ?? {};
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}
