import type { Type } from '@nestjs/common';
import type { FieldError } from '@posthorn/contracts';
import { createValidationPipe, ProblemError } from '@posthorn/platform';

const pipe = createValidationPipe();

/** Validates as a body of this class would be. Throws a 422 with every fault. */
export async function validateDto<T>(dto: Type<T>, value: unknown): Promise<T> {
  return (await pipe.transform(value, { type: 'body', metatype: dto })) as T;
}

/** Throws one 422 with all of them, if there are any. */
export function throwFaults(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new ProblemError('invalid', { errors });
}
