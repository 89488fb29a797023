import type { Clock, Uuid } from '@posthorn/contracts';
import { TokenBucket } from './token-bucket.js';

const DAY_MS = 86_400_000;
const MIB = 1_048_576;

/** What is kept of refusals at most, by each process. */
export interface RefusalLimits {
  /** Of one source at once: a morning's webhooks after a secret was mistyped are worth keeping. */
  readonly burst: number;
  /** Of one source, for as long as it lasts. */
  readonly perSecond: number;
  /** Of one source on one day (UTC, as the partitions are). */
  readonly bytesPerSource: number;
  /** Of all sources on one day: with retention it says how much disk refusals can take. */
  readonly bytes: number;
}

export const REFUSAL_LIMITS: RefusalLimits = { burst: 1_000, perSecond: 100, bytesPerSource: 64 * MIB, bytes: 256 * MIB };

interface SourceBudget {
  readonly rate: TokenBucket;
  bytes: number;
}

/** Decides whether one more refusal is kept, before anything is made of it: a flood of forged requests must cost little. */
export class RefusalBudget {
  private readonly bySource = new Map<Uuid, SourceBudget>();
  private day = 0;
  private bytes = 0;

  constructor(
    private readonly clock: Clock,
    private readonly limits: RefusalLimits = REFUSAL_LIMITS,
  ) {}

  /** Whether one without a body would be kept: else its body is not worth reading. */
  hasRoom(sourceId: Uuid): boolean {
    const source = this.of(sourceId);
    return source.rate.hasOne && this.fits(source, 0);
  }

  /** Takes the room for one; `false` = it is not kept, and only counted. */
  take(sourceId: Uuid, bytes: number): boolean {
    const source = this.of(sourceId);
    if (!this.fits(source, bytes) || !source.rate.take()) return false;
    source.bytes += bytes;
    this.bytes += bytes;
    return true;
  }

  private fits(source: SourceBudget, bytes: number): boolean {
    return source.bytes + bytes <= this.limits.bytesPerSource && this.bytes + bytes <= this.limits.bytes;
  }

  private of(sourceId: Uuid): SourceBudget {
    this.beginDay();
    const known = this.bySource.get(sourceId);
    if (known) return known;
    const { burst, perSecond } = this.limits;
    const source = { rate: new TokenBucket(burst, perSecond / 1_000, this.clock), bytes: 0 };
    this.bySource.set(sourceId, source);
    return source;
  }

  private beginDay(): void {
    const day = Math.floor(this.clock.now() / DAY_MS);
    if (day === this.day) return;
    this.day = day;
    this.bytes = 0;
    // Sources that are deleted leave nothing behind for longer than a day.
    this.bySource.clear();
  }
}
