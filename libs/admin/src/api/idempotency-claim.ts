import { ProblemError } from '@posthorn/platform';
import type { HeldKey, IdempotencyStore } from '@posthorn/store';
import type { EntityManager } from 'typeorm';

/** The hold of one request on its `Idempotency-Key`. */
export class IdempotencyClaim {
  private changed = false;

  constructor(
    private readonly store: IdempotencyStore,
    readonly held: HeldKey,
  ) {}

  /** True once a change is committed: whatever goes wrong afterwards, a repeat must not make it again. */
  get isSpent(): boolean {
    return this.changed;
  }

  /** In the change's own transaction, so that change and key stand or fall together. Throws `conflict` if the key was lost meanwhile. */
  async confirm(manager: EntityManager): Promise<void> {
    if (await this.store.confirm(manager, this.held)) return;
    throw new ProblemError('conflict', { detail: 'This took so long that another request has its Idempotency-Key; nothing was changed.' });
  }

  committed(): void {
    this.changed = true;
  }
}
