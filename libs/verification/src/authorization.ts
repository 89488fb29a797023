const SCHEME_AND_VALUE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) +(\S.*)$/;

/** What follows the scheme in an `Authorization` value, or `null` for another scheme. Its name has no case (RFC 9110 section 11.1). */
export function afterScheme(value: string, scheme: string): string | null {
  const match = SCHEME_AND_VALUE.exec(value);
  return match?.[1]?.toLowerCase() === scheme ? (match[2] ?? null) : null;
}
