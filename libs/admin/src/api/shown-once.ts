/** Marks an answer that holds more than the resource: the resource itself, whose `ETag` the answer gets. */
export const ONCE = Symbol('shown-once');

/** The resource with values that are shown in this one answer and never again, such as a generated secret. */
export function showOnce<T extends object>(resource: T, extra: Readonly<Record<string, string>>): T {
  // Symbols are not written to JSON.
  return { ...extra, ...resource, [ONCE]: resource };
}
