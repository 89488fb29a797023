import { toTypeId, type IdPrefix, type Uuid } from '@posthorn/contracts';

/** Destinations, subscriptions and sources are few beside their events; beyond this they are worked out anew. */
const MAX_IDS = 5_000;

/** The ids of configured things as people see them, each worked out once and not for every attempt. */
export class ShownIds {
  private readonly known = new Map<Uuid, string>();

  constructor(private readonly prefix: IdPrefix) {}

  of(id: Uuid): string {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    if (this.known.size >= MAX_IDS) this.known.clear();
    const shown = toTypeId(this.prefix, id);
    this.known.set(id, shown);
    return shown;
  }
}
