/** `null` if these bytes are no UTF-8. With `isCut`, the last character may be half, and is left out. */
export function utf8TextOf(bytes: Uint8Array, isCut: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isCut });
  } catch {
    return null;
  }
}
