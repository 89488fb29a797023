import { randomFillSync } from 'node:crypto';
import { systemClock, type Clock, type Uuid } from '@posthorn/contracts';

/** Random bytes are drawn in blocks: one call per id was 6 % of the hot path's thread. */
const RANDOM_BLOCK_BYTES = 16_384;
const RANDOM_BYTES_PER_ID = 8;
/** Twelve bits count the ids of one millisecond; past that the generator borrows from the next. */
const IDS_PER_MS = 4096;

/** Makes UUID v7 (RFC 9562 section 5.7) that only ever grow within a process. */
export class IdGenerator {
  private readonly random = Buffer.alloc(RANDOM_BLOCK_BYTES);
  private offset = RANDOM_BLOCK_BYTES;
  private lastMs = 0;
  private counter = 0;
  private msHex = '';

  constructor(private readonly clock: Clock = systemClock) {}

  /** An event's id: its last 16 bits are zero, for the numbers of its routes (design section 3). */
  eventId(): Uuid {
    return `${this.prefix()}${this.tail(6)}0000`;
  }

  /** Any other id. */
  id(): Uuid {
    return `${this.prefix()}${this.tail(8)}`;
  }

  private prefix(): string {
    const now = this.clock.now();
    if (now > this.lastMs) this.startMs(now);
    else if (++this.counter === IDS_PER_MS) this.startMs(this.lastMs + 1);
    return `${this.msHex}-7${this.counter.toString(16).padStart(3, '0')}-`;
  }

  private startMs(ms: number): void {
    const hex = ms.toString(16).padStart(12, '0');
    this.lastMs = ms;
    this.counter = 0;
    this.msHex = `${hex.slice(0, 8)}-${hex.slice(8)}`;
  }

  /** Variant bits and `bytes` random bytes as hex, with the dash after the first two. */
  private tail(bytes: number): string {
    if (this.offset + RANDOM_BYTES_PER_ID > RANDOM_BLOCK_BYTES) {
      randomFillSync(this.random);
      this.offset = 0;
    }
    const start = this.offset;
    this.offset += RANDOM_BYTES_PER_ID;
    this.random[start] = ((this.random[start] ?? 0) & 0x3f) | 0x80;
    const hex = this.random.toString('hex', start, start + bytes);
    return `${hex.slice(0, 4)}-${hex.slice(4)}`;
  }
}

/** A route's delivery: its event's id with the last 16 bits set to the route's number, counted from 1. */
export function deliveryIdOf(eventId: Uuid, routeNumber: number): Uuid {
  return eventId.slice(0, 32) + routeNumber.toString(16).padStart(4, '0');
}

/** No delivery of the event has a greater id, replays included. */
export function lastDeliveryIdOf(eventId: Uuid): Uuid {
  return `${eventId.slice(0, 32)}ffff`;
}

export function eventIdOf(deliveryId: Uuid): Uuid {
  return `${deliveryId.slice(0, 32)}0000`;
}

/** Milliseconds since the epoch, from the first 48 bits of a UUID v7. */
export function timeOfId(id: Uuid): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** The smallest UUID v7 of a millisecond: a bound for partitions and for lists by time. */
export function firstIdAt(ms: number): Uuid {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** Whether a delivery is a replay: their numbers count from 32768. */
export function isReplay(deliveryId: Uuid): boolean {
  return deliveryId.slice(32) >= '8000';
}
