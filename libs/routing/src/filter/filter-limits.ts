import type { FieldError } from '@posthorn/contracts';

const MAX_DEPTH = 20;
const MAX_VALUES = 500;
const MAX_CHARACTERS = 16_384;

/**
 * The first fault of what no filter may be: too deep, too large, or with a number that JavaScript cannot hold exactly. Whatever passes
 * may be walked without a thought of the stack. `field`: where it stands.
 */
export function filterLimitFault(value: unknown, field: string): FieldError | null {
  let values = 0;
  let characters = 0;
  const walk = (part: unknown, place: string, depth: number): FieldError | null => {
    if (typeof part === 'number' && !isExact(part)) {
      return fault(place, 'This number is beyond 2^53 and would be rounded.');
    }
    if (typeof part === 'string') characters += part.length;
    if (++values > MAX_VALUES || characters > MAX_CHARACTERS) {
      return fault(field, `A filter has at most ${MAX_VALUES} values and ${MAX_CHARACTERS} characters.`);
    }
    if (typeof part !== 'object' || part === null) return null;
    if (depth >= MAX_DEPTH) return fault(place, `A filter is nested at most ${MAX_DEPTH} deep.`);
    for (const [name, item] of Object.entries(part)) {
      characters += name.length;
      const found = walk(item, `${place}.${name}`, depth + 1);
      if (found) return found;
    }
    return null;
  };
  return walk(value, field, 0);
}

function isExact(number: number): boolean {
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));
}

function fault(field: string, message: string): FieldError {
  return { field, code: 'invalid', message };
}
