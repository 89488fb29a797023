import { UsageError } from './usage.error.js';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 10_000;

/** As many as `--limit` says. Throws `UsageError` where that is no number. */
export async function takeFirst<T>(items: AsyncIterable<T>, limit: string | boolean | undefined): Promise<T[]> {
  const count = limit === undefined ? DEFAULT_LIMIT : Number(limit);
  if (!Number.isInteger(count) || count < 1 || count > MAX_LIMIT) throw new UsageError(`--limit is a number from 1 to ${MAX_LIMIT}.`);
  const taken: T[] = [];
  for await (const item of items) {
    taken.push(item);
    if (taken.length === count) break;
  }
  return taken;
}
