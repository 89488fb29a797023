import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { FieldError } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';

/** Refuses text that Postgres cannot hold, whether in `text` or in `jsonb`: a NUL character, half of a surrogate pair. */
@Injectable()
export class StorableTextPipe implements PipeTransform<unknown, unknown> {
  transform(value: unknown, { type }: ArgumentMetadata): unknown {
    if (type !== 'body' && type !== 'query') return value;
    const errors = unstorable(value, '');
    if (errors.length > 0) throw new ProblemError('invalid', { errors });
    return value;
  }
}

function unstorable(value: unknown, field: string): FieldError[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [fault(field, 'This text holds a NUL or half of a character.')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (!isStorable(key)) return [fault(field, 'A name in here holds a NUL or half of a character.')];
    return unstorable(item, field === '' ? key : `${field}.${key}`);
  });
}

const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
const fault = (field: string, message: string): FieldError => ({ field, code: 'invalid', message });
