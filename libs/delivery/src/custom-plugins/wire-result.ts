import { MAX_RESPONSE_BODY_BYTES } from '@posthorn/contracts';

const MAX_DEPTH = 6;
const MAX_ENTRIES = 600;
const MAX_PARTS_CHARS = 100_000;
/** Of all together: what crosses is in the relay's own memory. */
const MAX_VALUES = 20_000;
const MAX_CHARS = 4_000_000;

/** In place of an answer of `fetch` in a plugin's result: the request that brought it. */
export interface ResponseReference {
  readonly responseOf: number;
}

/**
 * What a plugin returned, as data of bounded size that can cross between threads: functions and the like are left out, texts and lists are
 * cut. The relay judges it as it judges what any plugin returns.
 */
export function toWireValue(value: unknown, responseOf: (response: object) => number | undefined): unknown {
  return new WireCopy(responseOf).of(value, MAX_DEPTH);
}

class WireCopy {
  private valuesLeft = MAX_VALUES;
  private charsLeft = MAX_CHARS;

  constructor(private readonly responseOf: (response: object) => number | undefined) {}

  of(value: unknown, depth: number): unknown {
    if (--this.valuesLeft < 0) return undefined;
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
    if (typeof value !== 'object' || depth === 0) return undefined;
    const request = this.responseOf(value);
    if (request !== undefined) return { responseOf: request } satisfies ResponseReference;
    if (ArrayBuffer.isView(value)) return undefined;
    if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((item) => this.of(item, depth - 1));
    const entries = Object.entries(value).slice(0, MAX_ENTRIES);
    return Object.fromEntries(entries.map(([name, item]) => [this.text(name), this.of(item, depth - 1)]));
  }

  private text(text: string): string {
    // One more than what is kept, so that what is too long is seen to be.
    const cut = text.slice(0, Math.min(Math.max(MAX_RESPONSE_BODY_BYTES, MAX_PARTS_CHARS) + 1, this.charsLeft));
    this.charsLeft -= cut.length;
    return cut;
  }
}

/** Puts the relay's own answer back in its place, by which it finds what it has recorded of it. */
export function fromWireResult(value: unknown, answers: ReadonlyMap<number, unknown>): unknown {
  if (typeof value !== 'object' || value === null || !('response' in value)) return value;
  const { response } = value;
  if (typeof response !== 'object' || response === null || !('responseOf' in response)) return value;
  return { ...value, response: answers.get(Number(response.responseOf)) };
}
