import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import type { FieldError } from '@posthorn/contracts';
import type { ValidationError } from 'class-validator';
import { ProblemError } from './problem.error.js';

/** class-validator's constraint → `errors[].code`; every other constraint is `invalid`. A DTO may set `context: { code }` instead. */
const CODE_BY_CONSTRAINT: Readonly<Record<string, string>> = {
  whitelistValidation: 'unknown-field',
  isNotEmpty: 'required',
  isDefined: 'required',
};

/** In the product's words instead of class-validator's. */
const OUR_MESSAGES: Readonly<Record<string, string>> = { 'unknown-field': 'There is no such field.', required: 'This is required.' };

/** Nothing in the API is nested deeper, and whatever walks a body by calling itself must not run out of stack. */
const MAX_DEPTH = 50;

class BoundedValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // Nest takes null for an empty body, and a DTO of nothing but optional fields would let it through.
    if (metadata.type === 'body' && value === null) {
      throw new ProblemError('invalid', { errors: [{ field: '', code: 'invalid', message: 'The body must be a JSON object.' }] });
    }
    if (metadata.type === 'body' && isDeeper(value, MAX_DEPTH)) {
      const errors = [{ field: '', code: 'invalid', message: `A body is nested at most ${MAX_DEPTH} deep.` }];
      throw new ProblemError('invalid', { errors });
    }
    return (await super.transform(value, metadata)) as unknown;
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1));
}

/** The pipe for every body and query: unknown fields are refused, faults come as one 422 with a dotted path each. */
export function createValidationPipe(): ValidationPipe {
  return new BoundedValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    // A DTO without decorators would let everything through.
    forbidUnknownValues: true,
    transform: true,
    // Faults must not carry the values: some are secrets.
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new ProblemError('invalid', { errors: fieldErrors(errors) }),
  });
}

/** One fault per field: the first constraint that failed says enough. */
export function fieldErrors(errors: readonly ValidationError[], parent = ''): readonly FieldError[] {
  return errors.flatMap((error) => {
    const field = parent === '' ? error.property : `${parent}.${error.property}`;
    return [...ownError(error, field), ...fieldErrors(error.children ?? [], field)];
  });
}

function ownError(error: ValidationError, field: string): readonly FieldError[] {
  const constraints = Object.entries(error.constraints ?? {});
  // An absent field fails all its constraints; that it is required is what helps.
  const chosen = constraints.find(([name]) => CODE_BY_CONSTRAINT[name] === 'required') ?? constraints[0];
  if (!chosen) return [];
  const [name, text] = chosen;
  const context: unknown = error.contexts?.[name];
  const custom = typeof context === 'object' && context !== null && 'code' in context ? String(context.code) : undefined;
  const code = custom ?? CODE_BY_CONSTRAINT[name] ?? 'invalid';
  return [{ field, message: OUR_MESSAGES[code] ?? text, code }];
}
