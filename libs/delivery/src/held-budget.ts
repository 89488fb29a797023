import { weightOf, type HeldDelivery } from './held-delivery.js';

const MAX_COUNT = 20_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** Up to here, routes stay in this process's memory; beyond it they wait in the queue. Claims have a bound of their own (`claim-sorter.ts`). */
export class HeldBudget {
  private held = 0;
  private bytes = 0;

  get count(): number {
    return this.held;
  }

  get byteCount(): number {
    return this.bytes;
  }

  get isFull(): boolean {
    return this.held >= MAX_COUNT || this.bytes >= MAX_BYTES;
  }

  add(held: HeldDelivery): void {
    this.held++;
    this.bytes += weightOf(held);
  }

  remove(held: HeldDelivery): void {
    this.held--;
    this.bytes -= weightOf(held);
  }
}
