import { MAX_RESPONSE_BODY_BYTES } from '@posthorn/contracts';

const MAX_DEPTH = 6;
const MAX_ENTRIES = 600;
const MAX_PARTS_CHARS = 100_000;

/** In place of an answer of `fetch` in a plugin's result: the request that brought it. */
export interface ResponseReference {
  readonly responseOf: number;
}

/**
 * What a plugin returned, as data of bounded size that can cross between threads: functions and the like are left out, texts and lists are
 * cut. The relay judges it as it judges what any plugin returns.
 */
export function toWireValue(value: unknown, responseOf: (response: object) => number | undefined): unknown {
  return copy(value, responseOf, MAX_DEPTH);
}

function copy(value: unknown, responseOf: (response: object) => number | undefined, depth: number): unknown {
  // One more than what is kept, so that what is too long is seen to be.
  if (typeof value === 'string') return value.slice(0, Math.max(MAX_RESPONSE_BODY_BYTES, MAX_PARTS_CHARS) + 1);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'object' || depth === 0) return undefined;
  const request = responseOf(value);
  if (request !== undefined) return { responseOf: request } satisfies ResponseReference;
  if (ArrayBuffer.isView(value)) return undefined;
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((item) => copy(item, responseOf, depth - 1));
  const entries = Object.entries(value).slice(0, MAX_ENTRIES);
  return Object.fromEntries(entries.map(([name, item]) => [name, copy(item, responseOf, depth - 1)]));
}

/** Puts the relay's own answer back in its place, by which it finds what it has recorded of it. */
export function fromWireResult(value: unknown, answers: ReadonlyMap<number, unknown>): unknown {
  if (typeof value !== 'object' || value === null || !('response' in value)) return value;
  const { response } = value;
  if (typeof response !== 'object' || response === null || !('responseOf' in response)) return value;
  return { ...value, response: answers.get(Number(response.responseOf)) };
}
