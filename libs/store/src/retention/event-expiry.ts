import type { Uuid } from '@posthorn/contracts';
import { timeOfId } from '../events/event-id.js';
import { DAY_MS } from '../partitions.js';

/** An event with less than this left begins nothing new: its schedule would be cut before it could end. */
const LAST_START_MS = DAY_MS;

/**
 * Milliseconds until an event's history may go; negative when it has. `id` is the event's or one of its deliveries': both begin
 * with the event's time.
 */
export function timeLeftMs(id: Uuid, retentionDays: number, nowMs: number): number {
  return timeOfId(id) + retentionDays * DAY_MS - nowMs;
}

/** Whether it is too late for a replay or a retry (design section 5). `id` as for {@link timeLeftMs}. */
export function expiresSoon(id: Uuid, retentionDays: number, nowMs: number): boolean {
  return timeLeftMs(id, retentionDays, nowMs) < LAST_START_MS;
}
