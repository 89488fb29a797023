import type { Uuid } from '@posthorn/contracts';
import { ValidateBy } from 'class-validator';

const UUID_BYTES = 16;

/** Where the next page begins: the last id of this one, opaque to its reader. */
export function encodeCursor(lastId: Uuid): string {
  return Buffer.from(lastId.replaceAll('-', ''), 'hex').toString('base64url');
}

/** `null` if it is not a cursor that this API made. */
export function decodeCursor(cursor: string): Uuid | null {
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.length !== UUID_BYTES || bytes.toString('base64url') !== cursor) return null;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function IsCursor(): PropertyDecorator {
  return ValidateBy({
    name: 'isCursor',
    validator: {
      validate: (value) => typeof value === 'string' && decodeCursor(value) !== null,
      defaultMessage: () => 'This is not a nextCursor of this list.',
    },
  });
}
