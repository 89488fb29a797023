/**
 * A value by which a source's events can be looked for, and where it stands: `path` is the path in a JSON body or the field of a form,
 * or the name of a header or of a query parameter.
 */
export interface SearchKey {
  readonly name: string;
  readonly from: 'body' | 'form' | 'header' | 'query';
  readonly path: string;
}

/** What an event has under a search key. */
export type SearchKeyValue = readonly [name: string, value: string];

export const MAX_SEARCH_KEYS = 5;
export const SEARCH_KEY_NAME = /^[a-z0-9_-]{1,64}$/;
/** Longer values are kept as their SHA-256: an index entry must stay small. */
export const MAX_SEARCH_VALUE_BYTES = 256;
