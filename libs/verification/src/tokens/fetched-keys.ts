import type { Clock } from '@posthorn/contracts';
import { CachedLoad } from './cached-load.js';

const MAX_KEYS = 64;
/** A key that is withdrawn is honoured no longer than this. */
const MAX_AGE_MS = 3_600_000;
/** Loads that strangers can cause: a forger can invent an id each time. */
const LOADS_PER_WINDOW = 12;
const WINDOW_MS = 10_000;

/** More unknown ids came than are worth asking for: nobody can tell now. */
export class TooManyKeysError extends Error {
  override readonly name = 'TooManyKeysError';
}

/** Keys that a provider publishes under ids that stand in its requests: loaded once, kept for an hour, a bounded number of each. */
export class FetchedKeys<Key> {
  private readonly byId = new Map<string, CachedLoad<Key>>();
  private loads: number[] = [];

  constructor(
    private readonly load: (id: string) => Promise<Key>,
    private readonly clock: Clock,
  ) {}

  /** Rejects as `load` does, or with {@link TooManyKeysError}. */
  get(id: string): Promise<Key> {
    const known = this.byId.get(id);
    if (!known && !this.mayLoad()) return Promise.reject(new TooManyKeysError('Too many unknown keys were asked for.'));
    const cached = known ?? new CachedLoad(() => this.load(id), MAX_AGE_MS, this.clock);
    // Last used, last to go: ids that a forger invents push one another out, and never the key that webhooks are verified with.
    this.byId.delete(id);
    this.byId.set(id, cached);
    if (this.byId.size > MAX_KEYS) this.byId.delete(this.byId.keys().next().value ?? '');
    const key = cached.get();
    // What failed is not worth a place; asked again soon, the budget answers.
    if (!known) key.catch(() => this.byId.delete(id));
    return key;
  }

  private mayLoad(): boolean {
    const nowMs = this.clock.now();
    this.loads = this.loads.filter((atMs) => atMs > nowMs - WINDOW_MS);
    if (this.loads.length >= LOADS_PER_WINDOW) return false;
    this.loads.push(nowMs);
    return true;
  }
}
