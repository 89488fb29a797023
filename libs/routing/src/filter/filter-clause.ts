import { MAX_CLAUSE_BYTES } from '@posthorn/contracts';

/** How a clause reads: its place and what stands there, for example `body.amount.$gt: 100`. */
export function clauseText(path: string, operand: unknown): string {
  return shorten(`${path}: ${JSON.stringify(operand)}`);
}

function shorten(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= MAX_CLAUSE_BYTES) return text;
  // Cut between characters: the bytes of a broken one would become U+FFFD.
  let end = MAX_CLAUSE_BYTES - 3;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return `${bytes.toString('utf8', 0, end)}…`;
}
