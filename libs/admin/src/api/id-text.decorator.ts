import { fromTypeId, ID_PREFIXES, type Uuid } from '@posthorn/contracts';
import { ValidateBy, type ValidationOptions } from 'class-validator';

type Kind = keyof typeof ID_PREFIXES;

/** A TypeID of one kind in a body or a query; with `each`, every item of a list. */
export function IsTypeId(kind: Kind, options: ValidationOptions = {}): PropertyDecorator {
  const rule = {
    name: 'isTypeId',
    // For the OpenAPI document.
    constraints: [ID_PREFIXES[kind]],
    validator: {
      validate: (value: unknown) => typeof value === 'string' && fromTypeId(ID_PREFIXES[kind], value) !== null,
      defaultMessage: () => `This is not an id that begins with ${ID_PREFIXES[kind]}_.`,
    },
  };
  return ValidateBy(rule, options);
}

/** The UUID of an id that {@link IsTypeId} has let through; `undefined` stays. */
export function uuidOf(kind: Kind, text: string | undefined): Uuid | undefined {
  return text === undefined ? undefined : (fromTypeId(ID_PREFIXES[kind], text) ?? undefined);
}
