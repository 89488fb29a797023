import type { RawHeaders } from '@posthorn/contracts';
import type { JsonBody } from '../json-body.js';
import { FilterScope, MAX_COMPARISONS, MAX_COMPARISONS_OF_EVENT } from './filter-scope.js';

/** The parts of a request that a filter speaks of. */
export const FILTER_SECTIONS = ['headers', 'query', 'path', 'body'] as const;
export type FilterSection = (typeof FILTER_SECTIONS)[number];

/** A request as it is stored: what credentials stood in its headers and query is `[redacted]` here, too. */
export interface FilterRequest {
  readonly headers: RawHeaders;
  /** Without the question mark. */
  readonly query: string;
  /** What followed the slug, with its leading slash; empty if nothing did. */
  readonly path: string;
  /** Shared with whoever else reads the body as JSON. */
  readonly json: JsonBody;
}

type Section = { readonly value: unknown } | null;

/** One request as all its filters see it: each section is read at most once, and only if a filter asks. */
export class FilterInput {
  private headers: Section = null;
  private query: Section = null;
  private comparisonsLeft = MAX_COMPARISONS_OF_EVENT;

  constructor(private readonly request: FilterRequest) {}

  /** Lets one filter look at a section's value, at the cost of what is left for all. */
  evaluate<T>(value: unknown, look: (scope: FilterScope) => T): T {
    const allowed = Math.min(MAX_COMPARISONS, this.comparisonsLeft);
    const scope = new FilterScope(value, allowed);
    try {
      return look(scope);
    } finally {
      this.comparisonsLeft -= allowed - scope.comparisonsLeft;
    }
  }

  /** `null`: the body is not JSON. */
  section(name: FilterSection): Section {
    switch (name) {
      case 'body':
        return this.request.json.read();
      case 'path':
        return { value: this.request.path };
      case 'headers':
        return (this.headers ??= { value: byName(headerPairs(this.request.headers)) });
      case 'query':
        return (this.query ??= { value: byName(new URLSearchParams(this.request.query)) });
    }
  }
}

/** A name that came more than once has a list of its values. */
function byName(pairs: Iterable<readonly [name: string, value: string]>): object {
  const values = new Map<string, string | string[]>();
  for (const [name, value] of pairs) {
    const known = values.get(name);
    if (Array.isArray(known)) known.push(value);
    else values.set(name, known === undefined ? value : [known, value]);
  }
  // Defines properties, so that one called `__proto__` is one like any other.
  return Object.fromEntries(values);
}

function* headerPairs(raw: RawHeaders): Generator<readonly [name: string, value: string]> {
  for (let at = 0; at + 1 < raw.length; at += 2) yield [(raw[at] ?? '').toLowerCase(), raw[at + 1] ?? ''];
}
