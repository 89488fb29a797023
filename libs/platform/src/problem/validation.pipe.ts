import { ValidationPipe, type ArgumentMetadata, type Type } from '@nestjs/common';
import type { FieldError } from '@posthorn/contracts';
import { instanceToPlain, plainToInstance, type ClassTransformOptions } from 'class-transformer';
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
    if (metadata.type === 'body') requireShallow(value);
    const transformed = (await super.transform(value, metadata)) as unknown;
    const errors = inherited(value, transformed, '');
    if (errors.length > 0) throw new ProblemError('invalid', { errors });
    return transformed;
  }

  /** Nothing is taken away in silence: whoever parses JSON refuses `__proto__`, and here the other names are data or unknown fields. */
  protected override stripProtoKeys(): void {
    // See above.
  }
}

/** class-transformer, without what it forgets. */
const TRANSFORMER = {
  classToPlain: instanceToPlain,
  plainToInstance<T>(dto: Type<T>, value: unknown, options?: ClassTransformOptions): T | T[] {
    const made = plainToInstance(dto, withoutInherited(value), options);
    restoreOpen(value, made);
    return made;
  },
};

/** A copy without the names that class-transformer would take for an object's own class or methods. */
function withoutInherited(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutInherited);
  if (typeof value !== 'object' || value === null || !isOpen(value)) return value;
  const entries = Object.entries(value).filter(([name]) => !(name in Object.prototype));
  return Object.fromEntries(entries.map(([name, item]) => [name, withoutInherited(item)]));
}

/** Where a DTO leaves open what is in an object, all of it is data: `{"constructor": …}` in a filter too, which the library drops. */
function restoreOpen(value: unknown, dto: unknown): void {
  if (typeof value !== 'object' || value === null || typeof dto !== 'object' || dto === null || isOpen(dto)) return;
  for (const [name, item] of Object.entries(value)) {
    if (!Object.hasOwn(dto, name)) continue;
    const made = (dto as Readonly<Record<string, unknown>>)[name];
    if (typeof made === 'object' && made !== null && isOpen(made) && typeof item === 'object')
      Object.assign(dto, { [name]: item as unknown });
    else restoreOpen(item, made);
  }
}

/** Of no class. */
const isOpen = (value: object): boolean => [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);

/** For whoever reads a body before its pipe does. Throws `invalid`. */
export function requireShallow(body: unknown): void {
  if (!isDeeper(body, MAX_DEPTH)) return;
  throw new ProblemError('invalid', { errors: [{ field: '', code: 'invalid', message: `A body is nested at most ${MAX_DEPTH} deep.` }] });
}

/**
 * Unknown fields that class-validator takes for known ones, since every object inherits their names: `toString`, `constructor`,
 * `__proto__`. What a DTO leaves open, such as a filter, may have them.
 */
function inherited(value: unknown, dto: unknown, parent: string): readonly FieldError[] {
  if (typeof value !== 'object' || value === null || typeof dto !== 'object' || dto === null) return [];
  if (isOpen(dto)) return [];
  return Object.entries(value).flatMap(([name, item]) => {
    const field = parent === '' ? name : `${parent}.${name}`;
    if (!Array.isArray(dto) && name in Object.prototype)
      return [{ field, code: 'unknown-field', message: OUR_MESSAGES['unknown-field'] ?? '' }];
    return Object.hasOwn(dto, name) ? inherited(item, (dto as Readonly<Record<string, unknown>>)[name], field) : [];
  });
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
    transformerPackage: TRANSFORMER,
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
