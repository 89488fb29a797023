import type { Route, Uuid } from '@posthorn/contracts';
import { hoursOf } from '../ledger/ledger-hour.js';
import { arrayLiteral, bytesLiteral } from '../sql/array-literal.js';
import { deliveryIdOf } from './event-id.js';
import { encodeFiltered } from './filtered-block.js';
import { encodeHead } from './head-block.js';
import type { HandedRoute, NewEvent, QueuedRoute, RoutePlan } from './new-event.js';
import { encodeRoutes } from './routes-block.js';
import { encodeSearchKeys } from './search-keys-block.js';

/** An event on its way into the store, its blocks encoded once. */
export interface PendingEvent {
  readonly id: Uuid;
  readonly event: NewEvent;
  readonly dedupeKey: Buffer | null;
  readonly blocks: readonly [head: Buffer, body: Buffer, routes: Buffer, faults: Buffer, filtered: Buffer, searchKeys: Buffer];
  readonly handed: readonly HandedRoute[];
  readonly queued: readonly QueuedRoute[];
  /** Under which its id was drawn: the low water of a later epoch may lie above it. */
  readonly epoch: number;
  /** Its sender has been told 503: not worth storing unless a statement has it already. */
  abandoned: boolean;
  /** A statement may have it: from here on its fate is Postgres's. */
  begun: boolean;
}

const NO_FAULTS = Buffer.alloc(0);
/** Its place in the order is written with it, so it is never handed off. */
const orderedPlan = (route: Route): RoutePlan => ({ to: 'queue', delayMs: route.delaySeconds * 1_000 });

export function pendingEvent(
  { id, epoch }: { readonly id: Uuid; readonly epoch: number },
  event: NewEvent,
  dedupeKey: Buffer | null,
  planOf: (route: Route) => RoutePlan,
): PendingEvent {
  const handed: HandedRoute[] = [];
  const queued: QueuedRoute[] = [];
  event.routes.forEach((route, index) => {
    const deliveryId = deliveryIdOf(id, index + 1);
    const plan = route.orderKey ? orderedPlan(route) : planOf(route);
    if (plan.to === 'memory') handed.push({ deliveryId, route });
    else queued.push({ deliveryId, route, delayMs: plan.delayMs });
  });
  const faults = event.faults.length > 0 ? Buffer.from(JSON.stringify(event.faults)) : NO_FAULTS;
  return {
    id,
    event,
    dedupeKey,
    blocks: [
      ...([encodeHead(event), event.body, encodeRoutes(event.routes), faults] as const),
      ...([encodeFiltered(event.filtered ?? []), encodeSearchKeys(event.searchKeys ?? [])] as const),
    ],
    handed,
    queued,
    epoch,
    abandoned: false,
    begun: false,
  };
}

export function sizeOf(pending: PendingEvent): number {
  return pending.blocks.reduce((sum, block) => sum + block.length, 0);
}

/** The parameters of `accept.sql.ts`. */
export function acceptValues(epoch: number, batch: readonly PendingEvent[]): unknown[] {
  // Sorted: two batches that share keys would otherwise lock them in different orders and deadlock.
  const keyed = batch.filter((pending) => pending.dedupeKey !== null).sort((a, b) => Buffer.compare(keyOf(a), keyOf(b)));
  const parts: Buffer[] = [];
  const spans: [number[], number[], number[], number[], number[], number[], number[]] = [[], [], [], [], [], [], []];
  let offset = 1;
  for (const { blocks } of batch) {
    spans[0].push(offset);
    blocks.forEach((block, index) => {
      spans[index + 1]?.push(block.length);
      parts.push(block);
      offset += block.length;
    });
  }
  const queued = batch.flatMap((pending) => pending.queued.map((row) => ({ pending, row })));
  const column = (read: (pending: PendingEvent) => string | number | boolean | null): string => arrayLiteral(batch.map(read));
  const queueColumn = (read: (row: QueuedRoute, pending: PendingEvent) => string | number): string =>
    arrayLiteral(queued.map(({ row, pending }) => read(row, pending)));
  return [
    epoch,
    bytesLiteral(keyed.map(keyOf)),
    arrayLiteral(keyed.map((pending) => pending.id)),
    arrayLiteral(keyed.map((pending) => pending.event.dedupeWindowSeconds)),
    Buffer.concat(parts),
    column((pending) => pending.id),
    column((pending) => pending.event.projectId),
    column((pending) => pending.event.sourceId),
    batch.map((pending) => pending.event.type),
    batch.map((pending) => pending.event.externalId),
    column((pending) => pending.event.receivedAtMs),
    column((pending) => pending.event.occurredAtMs),
    column((pending) => pending.dedupeKey !== null),
    ...spans.slice(0, 5).map(arrayLiteral),
    queueColumn((row) => row.deliveryId),
    queueColumn((_row, pending) => pending.id),
    queueColumn((_row, pending) => pending.event.projectId),
    queueColumn((row) => row.route.destinationId),
    queueColumn((row) => row.route.subscriptionId),
    queueColumn((row) => row.delayMs / 1_000),
    bytesLiteral(queued.map(({ row }) => row.route.orderKey ?? null)),
    arrayLiteral(hoursOf(batch.map((pending) => pending.id))),
    arrayLiteral(spans[5]),
    column((pending) => pending.event.filtered?.length ?? 0),
    arrayLiteral(spans[6]),
  ];
}

function keyOf(pending: PendingEvent): Buffer {
  if (!pending.dedupeKey) throw new Error('an event without a key has none to sort by');
  return pending.dedupeKey;
}
