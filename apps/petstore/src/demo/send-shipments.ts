import { type Sent, sendWebhook } from '../sender.js';
import { type Configuration, sourceOf } from './configure.js';
import type { Differences } from './differences.js';
import type { Shipment } from './shipments.js';

/** A shipment on its way: what was sent, and what the relay said to it. */
export interface Consignment {
  readonly number: number;
  readonly shipment: Shipment;
  readonly sent: Sent;
  readonly eventId: string;
}

/** How a consignment is named in a difference. */
export function labelOf({ number, shipment }: Pick<Consignment, 'number' | 'shipment'>): string {
  return `#${number} ${shipment.webhook.name} (${shipment.webhook.example}, ${shipment.source})`;
}

/** Sends every shipment, in order. The page promises 200 with `{}`; anything else is a difference. */
export async function sendShipments(
  shipments: readonly Shipment[],
  configuration: Configuration,
  differences: Differences,
): Promise<readonly Consignment[]> {
  const consignments: Consignment[] = [];
  for (const [index, shipment] of shipments.entries()) {
    const sent = await sendWebhook(sourceOf(configuration, shipment.source).url, shipment.webhook, shipment.headers);
    const consignment = { number: index + 1, shipment, sent, eventId: sent.eventId ?? '' };
    const label = labelOf(consignment);
    differences.checkEqual(sent.status, 200, `${label}, answer`);
    differences.checkEqual(sent.body, '{}', `${label}, body of the answer`);
    differences.check(!!sent.contentType?.startsWith('application/json'), `${label}: answered as ${sent.contentType ?? 'nothing'}`);
    differences.check(/^evt_[0-9a-z]{26}$/.test(consignment.eventId), `${label}: no Posthorn-Event-Id came back`);
    differences.check(!sent.duplicate, `${label}: taken for a duplicate`);
    consignments.push(consignment);
  }
  return consignments;
}

/** Sends one consignment again, as a sender does that never saw the answer: same id, so nothing new may come of it. */
export async function sendAgain(first: Consignment, configuration: Configuration, differences: Differences): Promise<Sent> {
  const { shipment } = first;
  const again = await sendWebhook(sourceOf(configuration, shipment.source).url, shipment.webhook, shipment.headers);
  const label = `${labelOf(first)}, sent again`;
  differences.checkEqual(again.status, 200, `${label}, answer`);
  differences.check(again.duplicate, `${label}: no Posthorn-Duplicate: true came back`);
  differences.checkEqual(again.eventId, first.sent.eventId, `${label}, event id`);
  return again;
}
