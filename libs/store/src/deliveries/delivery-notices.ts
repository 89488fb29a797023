import type { DeliverySignals, Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import { CHANNEL, type Notifications } from '../notifications.js';

/** Fits a payload: Postgres takes less than 8,000 bytes. */
const MAX_IDS = 200;
/** Wake-ups of a process are at most one in this time: `NOTIFY` takes a global lock. */
const WAKE_MS = 100;

type Notice = { readonly cancelled: readonly Uuid[] } | { readonly due: Uuid | null };

/** Carries delivery signals between processes, and wakes those that deliver when work appears that this one cannot do. */
export class DeliveryNotices implements DeliverySignals {
  private wakeTimer: NodeJS.Timeout | null = null;

  constructor(
    private readonly pool: Pool,
    private readonly onError: (error: unknown) => void,
  ) {}

  cancelled(deliveryIds: readonly Uuid[]): void {
    for (let at = 0; at < deliveryIds.length; at += MAX_IDS) this.tell({ cancelled: deliveryIds.slice(at, at + MAX_IDS) });
  }

  due(destinationId?: Uuid): void {
    this.tell({ due: destinationId ?? null });
  }

  /** Something waits in the queue that another process must take. */
  wake(): void {
    this.wakeTimer ??= setTimeout(() => {
      this.wakeTimer = null;
      this.due();
    }, WAKE_MS).unref();
  }

  private tell(notice: Notice): void {
    void this.pool.query('select pg_notify($1, $2)', [CHANNEL.deliveries, JSON.stringify(notice)]).catch(this.onError);
  }
}

/** Passes on what other processes say; this process hears its own notices too, which changes nothing. */
export function listenForNotices(notifications: Notifications, signals: DeliverySignals): void {
  notifications.onConnect(() => signals.due());
  notifications.on(CHANNEL.deliveries, (payload) => {
    const notice = parseNotice(payload);
    if (notice && 'cancelled' in notice) signals.cancelled(notice.cancelled);
    else if (notice) signals.due(notice.due ?? undefined);
  });
}

function parseNotice(payload: string): Notice | null {
  try {
    // Only relays write to this channel, but a person may too: what is not a notice is nothing.
    const value: unknown = JSON.parse(payload);
    if (typeof value !== 'object' || value === null) return null;
    if ('cancelled' in value && Array.isArray(value.cancelled))
      return { cancelled: value.cancelled.filter((id) => typeof id === 'string') };
    return { due: 'due' in value && typeof value.due === 'string' ? value.due : null };
  } catch {
    return null;
  }
}
