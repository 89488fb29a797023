import type { RawHeaders } from '@posthorn/contracts';

const NONE: readonly string[] = [];

/**
 * Every value that a header came with, in order. `name` is lower case. Reads the raw list in place: most names differ in length,
 * so that nearly none is lower-cased, and nothing is built for headers that nobody asks for.
 */
export function headerValues(headers: RawHeaders, name: string): readonly string[] {
  let found: string[] | undefined;
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const candidate = headers[at] ?? '';
    if (candidate.length !== name.length || candidate.toLowerCase() !== name) continue;
    (found ??= []).push((headers[at + 1] ?? '').trim());
  }
  return found ?? NONE;
}
