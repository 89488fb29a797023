import type { Uuid } from '@posthorn/contracts';

/** Each keeps its event and whatever the plugin holds: more than so many that never end would fill the memory with one destination's. */
const MAX_ABANDONED = 20;

interface Abandoned {
  readonly plugin: string;
  count: number;
}

/** Runs of plugins that went on after their attempt was over, counted until they end by themselves. */
export class AbandonedRuns {
  private readonly byDestination = new Map<Uuid, Abandoned>();

  /** Whether a plugin must not be run again for this destination until some of its runs have ended. */
  isFull(destinationId: Uuid): boolean {
    return (this.byDestination.get(destinationId)?.count ?? 0) >= MAX_ABANDONED;
  }

  add(destinationId: Uuid, plugin: string, run: Promise<unknown>): void {
    const abandoned = this.byDestination.get(destinationId) ?? { plugin, count: 0 };
    abandoned.count++;
    this.byDestination.set(destinationId, abandoned);
    const end = (): void => {
      abandoned.count--;
      if (abandoned.count === 0) this.byDestination.delete(destinationId);
    };
    run.then(end, end);
  }

  countByPlugin(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { plugin, count } of this.byDestination.values()) counts.set(plugin, (counts.get(plugin) ?? 0) + count);
    return counts;
  }
}
