import type { DeliveryQueue } from '@posthorn/store';
import type { HeldDelivery } from './held-delivery.js';

/** The way back from memory to the queue; what cannot be written while the database is away is kept, to be tried again. */
export class ReturnedDeliveries {
  /** Held, in no line, and not yet back in the queue. */
  private readonly stranded: HeldDelivery[] = [];
  /** Ordering keys of which something has ended, and what stands behind has not been let go yet. */
  private readonly owedKeys = new Set<string>();
  private paying: Promise<void> | null = null;

  constructor(
    private readonly queue: DeliveryQueue,
    private readonly onLetGo: () => void,
    private readonly onError: (error: unknown) => void,
  ) {}

  get held(): readonly HeldDelivery[] {
    return this.stranded;
  }

  strand(held: readonly HeldDelivery[]): void {
    this.stranded.push(...held);
  }

  takeStranded(): HeldDelivery[] {
    return this.stranded.splice(0);
  }

  /** Puts deliveries where another moment, or another process, finds them; answers those that are there. The others are stranded. */
  async putBack(held: readonly HeldDelivery[]): Promise<readonly HeldDelivery[]> {
    const fresh = held.filter((one) => one.fromMemory);
    const claimed = held.filter((one) => !one.fromMemory);
    const spilled = await this.write(fresh, () => this.queue.spill(fresh));
    return [...spilled, ...(await this.write(claimed, () => this.queue.giveBack(claimed.map((one) => one.deliveryId))))];
  }

  /** What stands behind in this key may go on. Keys that come while a statement is under way share the next one. */
  letGo(key: string): void {
    this.owedKeys.add(key);
    void this.pay();
  }

  /** Tries again what the database would not take. */
  pay(): Promise<void> {
    if (this.owedKeys.size === 0) return Promise.resolve();
    this.paying ??= this.payAll().finally(() => (this.paying = null));
    return this.paying;
  }

  private async payAll(): Promise<void> {
    while (this.owedKeys.size > 0) {
      const keys = [...this.owedKeys];
      this.owedKeys.clear();
      try {
        if (await this.queue.order.letGo(keys)) this.onLetGo();
      } catch (error) {
        for (const key of keys) this.owedKeys.add(key);
        return this.onError(error);
      }
    }
  }

  private async write(some: readonly HeldDelivery[], statement: () => Promise<void>): Promise<readonly HeldDelivery[]> {
    if (some.length === 0) return some;
    try {
      await statement();
      return some;
    } catch (error) {
      this.onError(error);
      this.strand(some);
      return [];
    }
  }
}
