/** Where a source finds an event's type, id or time: a place in the request, or a constant. */
export type Rule =
  | { readonly from: 'body' | 'form'; readonly path: string }
  | { readonly from: 'header' | 'query'; readonly name: string }
  | { readonly from: 'const'; readonly value: string };

/** Something that a rule could not read. The event is kept all the same; `faults[]` says so. */
export interface EventFault {
  /** The rule that failed. */
  readonly rule: 'eventType' | 'externalId' | 'occurredAt';
  readonly code: 'invalid-json' | 'not-found' | 'not-a-scalar' | 'too-long' | 'invalid-time';
  readonly message: string;
}
