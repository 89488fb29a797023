import type { Uuid } from '@posthorn/contracts';
import type { ClaimedRow, ClaimSorting } from '@posthorn/store';
import { HELD_OVERHEAD_BYTES } from './held-delivery.js';

/** What one destination may hold of claimed events; a single larger one is still taken. */
export const MAX_LANE_BYTES = 8 * 1024 * 1024;
/** What all destinations together may hold; beyond it, one delivery a destination, so that none stands still for another. */
const MAX_BYTES = 96 * 1024 * 1024;
/** Deliveries of one key that follow its first in memory. */
const MAX_BEHIND = 100;

/** What memory holds already. */
export interface HeldState {
  readonly bytes: number;
  laneBytes(destinationId: Uuid): number;
  tailOf(destinationId: Uuid, key: string): { readonly no: number; readonly behind: number } | null;
}

/**
 * Decides what becomes of claimed rows before their bodies are loaded: taken; given back, because memory has no room for them; or parked,
 * because something of their key that memory does not hold stands before them.
 */
export function sortClaim(rows: readonly ClaimedRow[], held: HeldState): ClaimSorting {
  const take: ClaimedRow[] = [];
  const giveBack: ClaimedRow[] = [];
  const park: ClaimedRow[] = [];
  const tails = new Map<string, { readonly no: number; readonly behind: number } | null>();
  const laneBytes = new Map<Uuid, number>();
  let bytes = held.bytes;
  for (const row of [...rows].sort((a, b) => (a.order?.no ?? 0) - (b.order?.no ?? 0))) {
    const { destinationId, order } = row;
    if (order) {
      const tail = tails.get(order.key) ?? held.tailOf(destinationId, order.key);
      if (!follows(row, tail) || (tail?.behind ?? 0) >= MAX_BEHIND) {
        park.push(row);
        continue;
      }
    }
    const weight = row.bytes + HELD_OVERHEAD_BYTES;
    const inLane = laneBytes.get(destinationId) ?? held.laneBytes(destinationId);
    if (inLane > 0 && (inLane + weight > MAX_LANE_BYTES || bytes + weight > MAX_BYTES)) {
      giveBack.push(row);
      continue;
    }
    take.push(row);
    bytes += weight;
    laneBytes.set(destinationId, inLane + weight);
    if (order) tails.set(order.key, nextTail(order.no, tails.get(order.key) ?? held.tailOf(destinationId, order.key)));
  }
  return { take, giveBack, park };
}

/** Whether a delivery may go after `tail`, the last of its key in memory: nothing stands between the two. */
export function follows({ prevNo }: Pick<ClaimedRow, 'prevNo'>, tail: { readonly no: number } | null): boolean {
  return prevNo === null || prevNo === tail?.no;
}

function nextTail(no: number, tail: { readonly behind: number } | null): { readonly no: number; readonly behind: number } {
  return { no, behind: tail ? tail.behind + 1 : 0 };
}
