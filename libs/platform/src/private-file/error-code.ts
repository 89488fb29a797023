/** The `code` of a system or driver error (`EEXIST`, `28P01`). Not by `instanceof`: Node's own errors belong to another realm under jest. */
export function errorCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
