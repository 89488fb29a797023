import type { Uuid } from '@posthorn/contracts';
import type { ConfigurationCache, ConfigurationSnapshot, DeliveryOrder } from '@posthorn/store';

/** A destination that another process owns is asked for again after this long. */
const ASK_AGAIN_MS = 1_000;

interface Holding {
  /** By the monotonic clock: until then a former owner may have used its rate; `null` = there was none. */
  readonly formerEndedAtMs: number | null;
}

/** Which destinations this process owns: those that keep an order or a rate are delivered to by one process at a time (decision 7). */
export class DestinationOwnership {
  private owned = new Map<Uuid, Holding>();
  private readonly askedAtMs = new Map<Uuid, number>();
  private readonly needing = new WeakMap<ConfigurationSnapshot, ReadonlySet<Uuid>>();

  constructor(
    private readonly configuration: ConfigurationCache,
    private readonly order: Pick<DeliveryOrder, 'own' | 'walk'>,
  ) {}

  /** Whether only an owner may deliver to it. */
  isNeeded(destinationId: Uuid): boolean {
    const { snapshot } = this.configuration;
    let needing = this.needing.get(snapshot);
    if (!needing) this.needing.set(snapshot, (needing = needingOwner(snapshot)));
    return needing.has(destinationId);
  }

  owns(destinationId: Uuid): boolean {
    return this.owned.has(destinationId);
  }

  /** Whether another process was found to own it a moment ago. */
  isOthers(destinationId: Uuid): boolean {
    return !this.owned.has(destinationId) && this.wasAskedLately(destinationId);
  }

  formerEndedAtMs(destinationId: Uuid): number | null {
    return this.owned.get(destinationId)?.formerEndedAtMs ?? null;
  }

  /** Takes what is needed here and free. */
  async take(destinationIds: Iterable<Uuid>): Promise<void> {
    const wanted = [...new Set(destinationIds)].filter((id) => this.isNeeded(id) && !this.owned.has(id) && !this.wasAskedLately(id));
    if (wanted.length === 0) return;
    const now = performance.now();
    const current = this.owned;
    const owned = await this.order.own(wanted);
    // The epoch that has asked is over.
    if (this.owned !== current) return;
    for (const id of wanted) this.askedAtMs.set(id, now);
    for (const { destinationId, formerGoneMs } of owned) {
      this.askedAtMs.delete(destinationId);
      this.owned.set(destinationId, { formerEndedAtMs: formerGoneMs === null ? null : now - formerGoneMs });
    }
    // A former owner that was killed may have left keys parked with nobody to let them go.
    if (owned.some(({ formerGoneMs }) => formerGoneMs !== null)) while (await this.order.walk());
  }

  /** The epoch that owned has ended. */
  forget(): void {
    this.owned = new Map();
    this.askedAtMs.clear();
  }

  private wasAskedLately(destinationId: Uuid): boolean {
    return performance.now() - (this.askedAtMs.get(destinationId) ?? Number.NEGATIVE_INFINITY) < ASK_AGAIN_MS;
  }
}

function needingOwner({ destinations, subscriptions }: ConfigurationSnapshot): ReadonlySet<Uuid> {
  const needing = new Set<Uuid>();
  for (const { id, rateLimit } of destinations.values()) if (rateLimit) needing.add(id);
  for (const { destinationId, orderingKey } of subscriptions.values()) if (orderingKey) needing.add(destinationId);
  return needing;
}
