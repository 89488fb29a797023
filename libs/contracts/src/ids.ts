import { fromUUID, parseTypeId, toUUID, fromString } from 'typeid-js';

/** A UUID as Postgres prints it: 36 characters, lower case. */
export type Uuid = string;

/** The prefixes of the ids that people see; a new kind of resource adds its own. */
export const ID_PREFIXES = {
  event: 'evt',
  delivery: 'dlv',
  attempt: 'att',
  source: 'src',
  sourceSecret: 'sec',
  subscription: 'sub',
  destination: 'dst',
  refusal: 'rfs',
  project: 'prj',
  operator: 'opr',
} as const;

export type IdPrefix = (typeof ID_PREFIXES)[keyof typeof ID_PREFIXES];

/** Shows a stored UUID as the TypeID that people see, for example `evt_01h2xcejqtf2nbrexx3vqjhp41`. */
export function toTypeId(prefix: IdPrefix, uuid: Uuid): string {
  return fromUUID(uuid, prefix);
}

/** Reads a TypeID back. `null` for anything that is not a TypeID of this prefix: to a caller such an id does not exist. */
export function fromTypeId(prefix: IdPrefix, text: string): Uuid | null {
  try {
    const typeId = fromString(text, prefix);
    return parseTypeId(typeId).prefix === prefix ? toUUID(typeId) : null;
  } catch {
    return null;
  }
}
