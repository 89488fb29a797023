import type { ConfigFault } from './config-fault.js';

/** A template that cannot be read, or cannot be rendered within the limits. Line and column count from 1. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  constructor(
    /** What is wrong, without the place. */
    readonly problem: string,
    readonly line: number,
    readonly column: number,
    /** The field of the configuration that holds the template, for example `config.subject`. */
    readonly field: string | null = null,
  ) {
    super(field === null ? problem : `${field}, line ${line}, column ${column}: ${problem}`);
  }

  in(field: string): TemplateError {
    return new TemplateError(this.problem, this.line, this.column, field);
  }

  fault(code: string): ConfigFault {
    const { line, column } = this;
    return { field: this.field ?? 'config', code, message: `Line ${line}, column ${column}: ${this.problem}`, line, column };
  }
}

/** True for a {@link TemplateError}, also one of another copy of this package. */
export function isTemplateError(error: unknown): error is TemplateError {
  if (!(error instanceof Error) || error.name !== 'TemplateError') return false;
  return 'line' in error && Number.isInteger(error.line) && 'column' in error && Number.isInteger(error.column);
}
