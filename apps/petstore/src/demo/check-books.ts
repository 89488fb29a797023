import type { AdminApi, AttemptView, DeliveryView, EventView } from '../admin-api.js';
import { sha256Hex } from '../sender.js';
import { waitUntil } from '../wait-until.js';
import type { Configuration } from './configure.js';
import type { DestinationName } from './destinations.js';
import type { Differences } from './differences.js';
import { type Consignment, labelOf } from './send-shipments.js';

/** What the relay's admin API says of one consignment. */
export interface BookEntry {
  readonly consignment: Consignment;
  readonly event: EventView;
  /** The stored bytes are the sent ones. */
  readonly sameBytes: boolean;
  readonly deliveries: readonly BookedDelivery[];
}

export interface BookedDelivery {
  readonly destination: DestinationName | 'unknown';
  readonly delivery: DeliveryView;
  readonly lastAttempt: AttemptView | undefined;
}

/** A delivery's end is written in groups, a moment after its arrival. */
const BOOKED_LIMIT_MS = 10_000;

/** Reads every event, delivery and attempt back, and compares the relay's books with what was sent and should have come of it. */
export async function checkBooks(
  api: AdminApi,
  configuration: Configuration,
  consignments: readonly Consignment[],
  differences: Differences,
): Promise<readonly BookEntry[]> {
  const entries: BookEntry[] = [];
  for (const consignment of consignments) {
    const deliveries = await readDeliveries(api, configuration, consignment);
    checkDeliveries(consignment, deliveries, differences);
    const event = await api.event(consignment.eventId);
    const sameBytes = sha256Hex(await api.eventBody(consignment.eventId)) === consignment.sent.sha256;
    checkEvent(consignment, event, sameBytes, differences);
    entries.push({ consignment, event, sameBytes, deliveries });
  }
  await checkEventCounts(api, configuration, consignments, differences);
  return entries;
}

function checkEvent(consignment: Consignment, event: EventView, sameBytes: boolean, differences: Differences): void {
  const { webhook, headers } = consignment.shipment;
  const label = `${labelOf(consignment)}, event`;
  differences.check(sameBytes, `${label}: the stored bytes are not those sent`);
  differences.checkEqual(event.bodySha256, consignment.sent.sha256, `${label}, bodySha256`);
  differences.checkEqual(event.bodyBytes, webhook.body.length, `${label}, bodyBytes`);
  differences.checkEqual(event.type, webhook.eventType, `${label}, type`);
  differences.checkEqual(event.externalId, webhook.externalId, `${label}, externalId`);
  differences.check(event.occurredAt !== null, `${label}: no occurredAt was found in the body`);
  if (headers['authorization'] !== undefined) {
    const shown = event.headers.find(([name]) => name?.toLowerCase() === 'authorization')?.[1];
    differences.checkEqual(shown, '[redacted]', `${label}, authorization as history shows it`);
  }
}

function checkDeliveries({ shipment, ...rest }: Consignment, deliveries: readonly BookedDelivery[], differences: Differences): void {
  const label = `${labelOf({ shipment, ...rest })}, deliveries`;
  const names = deliveries.map(({ destination }) => destination).sort();
  differences.checkEqual(names.join(', '), [...shipment.destinations].sort().join(', '), label);
  for (const { destination, delivery, lastAttempt } of deliveries) {
    differences.checkEqual(delivery.status, 'delivered', `${label}, status at ${destination} (reason: ${delivery.reason ?? 'none'})`);
    differences.checkEqual(delivery.attemptCount, 1, `${label}, attempts at ${destination}`);
    differences.checkEqual(lastAttempt?.outcome, 'delivered', `${label}, outcome of the attempt at ${destination}`);
  }
}

/** Neither a forgery nor a duplicate may have become an event. */
async function checkEventCounts(
  api: AdminApi,
  configuration: Configuration,
  consignments: readonly Consignment[],
  differences: Differences,
): Promise<void> {
  for (const [slug, { id }] of configuration.sources) {
    const expected = consignments.filter(({ shipment }) => shipment.source === slug).length;
    differences.checkEqual(await api.countEvents(id), expected, `events of the source ${slug}`);
  }
}

async function readDeliveries(api: AdminApi, configuration: Configuration, { eventId }: Consignment): Promise<readonly BookedDelivery[]> {
  let deliveries: DeliveryView[] = [];
  await waitUntil(async () => {
    deliveries = await api.deliveries(eventId);
    return deliveries.length > 0 && deliveries.every(({ status }) => status !== 'scheduled' && status !== 'delivering');
  }, BOOKED_LIMIT_MS);
  return Promise.all(
    deliveries.map(async (delivery) => ({
      delivery,
      destination: configuration.destinationNames.get(delivery.destinationId) ?? ('unknown' as const),
      lastAttempt: (await api.attempts(delivery.id)).sort((a, b) => a.number - b.number).at(-1),
    })),
  );
}
