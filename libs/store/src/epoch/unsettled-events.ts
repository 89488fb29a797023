import type { Uuid } from '@posthorn/contracts';

/**
 * Events of this process whose fate or whose routes only its memory knows: not yet committed for sure, or with a route that has
 * neither a delivery nor a queue row. Ids only grow, and a Map keeps the order of insertion, so its first key is the low water.
 */
export class UnsettledEvents {
  private readonly open = new Map<Uuid, number>();

  /** `count`: the routes to be settled, plus one for the commit itself. */
  add(eventId: Uuid, count: number): void {
    this.open.set(eventId, count);
  }

  /** One route has its delivery or queue row, or the commit is decided. */
  settle(eventId: Uuid, count = 1): void {
    const left = this.open.get(eventId);
    if (left === undefined) return;
    if (left > count) this.open.set(eventId, left - count);
    else this.open.delete(eventId);
  }

  forget(eventId: Uuid): void {
    this.open.delete(eventId);
  }

  clear(): void {
    this.open.clear();
  }

  get size(): number {
    return this.open.size;
  }

  /** `null` if everything is settled. */
  lowest(): Uuid | null {
    for (const id of this.open.keys()) return id;
    return null;
  }
}
