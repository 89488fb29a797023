import type { Sent } from '../sender.js';
import { httpArrivalOf } from './arrivals.js';
import type { BookedDelivery, BookEntry } from './check-books.js';
import { plannedDestinations } from './destinations.js';
import type { Consignment } from './send-shipments.js';
import type { Stage } from './stage.js';
import { formatTable } from './table.js';
import type { TriedForgery } from './try-forgeries.js';

/** What was sent, how it was verified and what was stored of it. */
export function accountOfEvents(entries: readonly BookEntry[]): string {
  const rows = entries.map(({ consignment: { number, shipment, sent }, event, sameBytes }) => [
    number,
    `${shipment.webhook.name} ${shipment.webhook.example}`,
    `/in/${shipment.source}`,
    shipment.authenticatedBy,
    `${sent.status} ${sent.body}`,
    event.type,
    event.bodyBytes,
    sameBytes ? `same ${sent.sha256.slice(0, 12)}` : 'DIFFERENT',
  ]);
  return formatTable(['#', 'webhook', 'sent to', 'verified by', 'answer', 'stored as type', 'bytes', 'sha-256'], rows);
}

export function accountOfDuplicate(first: Consignment, again: Sent): string {
  return `  #${first.number} sent again: ${again.status} ${again.body}, Posthorn-Duplicate: ${String(again.duplicate)}, ${again.eventId ?? 'no event id'}`;
}

/** What was tried without the right to, and the reason on record. */
export function accountOfForgeries(tried: readonly TriedForgery[]): string {
  const rows = tried.map(({ forgery, sent, refusal }) => [
    forgery.what,
    `/in/${forgery.source}`,
    String(sent.status),
    refusal?.reason ?? 'NOT ON RECORD',
  ]);
  return formatTable(['tried with', 'sent to', 'answer', 'reason on record'], rows);
}

/** Where each event went, and what the receiver found. */
export function accountOfDeliveries(stage: Stage, entries: readonly BookEntry[]): string {
  const destinations = plannedDestinations(stage);
  const rows = entries.flatMap(({ consignment, event, deliveries }) =>
    deliveries.map((booked) => {
      const planned = destinations.find(({ name }) => name === booked.destination);
      const { delivery, lastAttempt } = booked;
      return [
        consignment.number,
        event.type,
        booked.destination,
        planned?.plugin ?? '?',
        delivery.status,
        delivery.attemptCount,
        lastAttempt?.response ? String(lastAttempt.response.status) : '-',
        lastAttempt?.durationMs ?? '-',
        receivedBy(stage, planned?.path, consignment, booked),
      ];
    }),
  );
  return formatTable(['#', 'event type', 'destination', 'plugin', 'status', 'attempts', 'answer', 'ms', 'what arrived'], rows);
}

function receivedBy(stage: Stage, path: string | undefined, consignment: Consignment, { destination }: BookedDelivery): string {
  if (path === undefined) return destination === 'Receipts' ? 'mail' : 'message';
  const arrival = httpArrivalOf(stage, path, consignment.eventId);
  if (!arrival) return 'NOTHING';
  const same = arrival.body.equals(consignment.shipment.webhook.body) ? 'same bytes' : 'OTHER BYTES';
  return `${same}, signature ${arrival.verdict}`;
}
