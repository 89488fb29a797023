import type { Uuid } from '@posthorn/contracts';
import { weightOf, type HeldDelivery } from './held-delivery.js';
import type { RateWindow } from './rate-window.js';

/** The deliveries of one ordering key that this process holds: the first one, in line or under way, and those behind it. */
interface HeldKey {
  readonly firstNo: number;
  behind: readonly HeldDelivery[];
}

/** What an end, or its absence, leaves of the delivery's ordering key. */
export interface Finished {
  /** Behind a delivery that did not end: they cannot go on here. */
  readonly returned: readonly HeldDelivery[];
  /** The key of which nothing is held any more. */
  readonly emptiedKey: string | null;
}

const NOTHING: Finished = { returned: [], emptiedKey: null };

/**
 * What this process holds for one destination: a line in order of arrival, the attempts under way, and, behind the first of each ordering
 * key, those that follow it.
 */
export class DestinationLane {
  private line: HeldDelivery[] = [];
  private readonly active = new Set<HeldDelivery>();
  /** Tried, and their outcome is being written: they need no slot any more. */
  private readonly recording = new Set<HeldDelivery>();
  private readonly keys = new Map<string, HeldKey>();
  private behind = 0;
  private heldBytes = 0;
  /** The receiver asked for quiet (`Retry-After`) until then, by the monotonic clock. */
  quietUntilMs = 0;
  rate: RateWindow | null = null;
  /** Set while the lane waits for its rate. */
  rateTimer: NodeJS.Timeout | null = null;

  constructor(readonly destinationId: Uuid) {}

  get waiting(): number {
    return this.line.length + this.behind;
  }

  get canStart(): boolean {
    return this.line.length > 0;
  }

  get running(): number {
    return this.active.size;
  }

  get isEmpty(): boolean {
    return this.waiting === 0 && this.isIdle;
  }

  get isQuiet(): boolean {
    return this.quietUntilMs > performance.now();
  }

  /** Nothing is under way or being written. */
  get isIdle(): boolean {
    return this.active.size === 0 && this.recording.size === 0;
  }

  /** Of everything held. */
  get bytes(): number {
    return this.heldBytes;
  }

  /** Number of the last delivery held of a key, and how many follow its first; `null` = none is held. */
  tailOf(key: string): { readonly no: number; readonly behind: number } | null {
    const held = this.keys.get(key);
    return held ? { no: held.behind.at(-1)?.order?.no ?? held.firstNo, behind: held.behind.length } : null;
  }

  push(held: HeldDelivery): void {
    this.heldBytes += weightOf(held);
    const known = held.order && this.keys.get(held.order.key);
    if (known) {
      known.behind = [...known.behind, held];
      this.behind++;
      return;
    }
    if (held.order) this.keys.set(held.order.key, { firstNo: held.order.no, behind: [] });
    this.line.push(held);
  }

  /** The next one to try, marked as running. */
  start(): HeldDelivery | null {
    const held = this.line.shift();
    if (!held) return null;
    this.active.add(held);
    return held;
  }

  /** The attempt is over: another one may have its slot while the outcome is written. */
  free(held: HeldDelivery): void {
    this.active.delete(held);
    this.recording.add(held);
  }

  /** Of an ordering key the next one goes on only if this one has ended. */
  finish(held: HeldDelivery, hasEnded: boolean): Finished {
    if (!this.active.delete(held)) this.recording.delete(held);
    this.heldBytes -= weightOf(held);
    if (!held.order) return NOTHING;
    const finished = this.passOn(held.order.key, hasEnded);
    this.unweigh(finished.returned);
    return finished;
  }

  /** In line, behind another of its key, under way, or being recorded. */
  get held(): readonly HeldDelivery[] {
    return [...this.line, ...this.active, ...this.recording, ...[...this.keys.values()].flatMap(({ behind }) => behind)];
  }

  /** Takes out what waits and has ended. */
  removeEnded(hasEnded: (held: HeldDelivery) => boolean): HeldDelivery[] {
    const removed: HeldDelivery[] = [];
    for (const key of this.keys.values()) removed.push(...this.cut(key, hasEnded));
    const first = this.line.filter(hasEnded);
    if (first.length > 0) this.line = this.line.filter((held) => !hasEnded(held));
    for (const { order } of first) if (order) this.passOn(order.key, true);
    return this.unweigh([...removed, ...first]);
  }

  /** Takes out what has waited in line since before then; what keeps an order is let alone, for nobody else may deliver it. */
  removeOld(beforeMs: number): HeldDelivery[] {
    const isOld = (held: HeldDelivery): boolean => !held.order && held.heldSinceMs < beforeMs;
    const old = this.line.filter(isOld);
    if (old.length > 0) this.line = this.line.filter((held) => !isOld(held));
    return this.unweigh(old);
  }

  /** Takes out everything that waits; attempts under way stay. */
  removeAll(): HeldDelivery[] {
    const removed = this.line.splice(0);
    for (const { order } of [...removed]) if (order) removed.push(...this.passOn(order.key, false).returned);
    for (const key of this.keys.values()) removed.push(...this.cut(key, () => true));
    return this.unweigh(removed);
  }

  private passOn(key: string, hasEnded: boolean): Finished {
    const held = this.keys.get(key);
    if (!held) return NOTHING;
    this.keys.delete(key);
    const [next, ...behind] = held.behind;
    this.behind -= held.behind.length;
    if (!next?.order) return { returned: [], emptiedKey: hasEnded ? key : null };
    if (!hasEnded) return { returned: held.behind, emptiedKey: null };
    this.keys.set(key, { firstNo: next.order.no, behind });
    this.behind += behind.length;
    this.line.push(next);
    return NOTHING;
  }

  private cut(key: HeldKey, pick: (held: HeldDelivery) => boolean): readonly HeldDelivery[] {
    const removed = key.behind.filter(pick);
    if (removed.length === 0) return removed;
    key.behind = key.behind.filter((held) => !pick(held));
    this.behind -= removed.length;
    return removed;
  }

  private unweigh<Some extends readonly HeldDelivery[]>(removed: Some): Some {
    for (const held of removed) this.heldBytes -= weightOf(held);
    return removed;
  }
}
