import { webhookSignatureMatches } from '../authentication/webhook-signature.js';
import type { HttpArrival } from '../receivers/http-receiver.js';
import { visibleText } from '../receivers/slack-message.js';
import { sha256Hex } from '../sender.js';
import { waitUntil } from '../wait-until.js';
import { type DestinationName, plannedDestinations } from './destinations.js';
import type { Differences } from './differences.js';
import { type Consignment, labelOf } from './send-shipments.js';
import type { Stage } from './stage.js';

/** Enough for a first attempt that fails and the second, five seconds later. */
const ARRIVAL_LIMIT_MS = 30_000;

/** Waits until everything has arrived that should, and looks at each piece from the receivers' side. */
export async function checkArrivals(stage: Stage, consignments: readonly Consignment[], differences: Differences): Promise<void> {
  const expected = (name: DestinationName) => consignments.filter(({ shipment }) => shipment.destinations.includes(name));
  const destinations = plannedDestinations(stage);
  await waitUntil(() => destinations.every(({ name }) => countArrived(stage, name) >= expected(name).length), ARRIVAL_LIMIT_MS);
  for (const { name, path } of destinations) {
    differences.checkEqual(countArrived(stage, name), expected(name).length, `arrivals at ${name}`);
    if (path === undefined) {
      checkMentions(visibleTexts(stage, name), expected(name), name, differences);
    } else {
      for (const consignment of expected(name)) checkHttpArrival(stage, path, consignment, differences);
    }
  }
  differences.checkEqual(stage.slack.refused.join(', '), '', 'what the Slack-shaped server refused');
  for (const { from, to } of stage.mail.arrivals) {
    differences.checkEqual(`${from} ${to.join(' ')}`, 'relay@petstore.example receipts@petstore.example', 'envelope of a mail');
  }
}

/** The arrival of one event at one path of the HTTP receiver. */
export function httpArrivalOf(stage: Stage, path: string, eventId: string): HttpArrival | undefined {
  return stage.http.at(path).find(({ headers }) => headers['webhook-id'] === eventId);
}

function checkHttpArrival(stage: Stage, path: string, consignment: Consignment, differences: Differences): void {
  const { shipment, sent, eventId } = consignment;
  const label = `${labelOf(consignment)} at ${path}`;
  const arrival = httpArrivalOf(stage, path, eventId);
  if (!differences.check(arrival !== undefined, `${label}: did not arrive`) || !arrival) return;
  differences.checkEqual(sha256Hex(arrival.body), sent.sha256, `${label}, SHA-256 of the bytes`);
  differences.checkEqual(arrival.verdict, 'verified', `${label}, Standard Webhooks signature`);
  differences.checkEqual(arrival.method, 'POST', `${label}, method`);
  const headers = {
    'content-type': 'application/json',
    'posthorn-event-id': eventId,
    'posthorn-event-type': shipment.webhook.eventType,
    'posthorn-source': shipment.source,
    'posthorn-attempt': '1',
    // What the store showed to the relay is the relay's to know.
    authorization: undefined,
  };
  for (const [name, value] of Object.entries(headers)) differences.checkEqual(arrival.headers[name], value, `${label}, header ${name}`);
  if (shipment.source === 'petstore-events') {
    const signature = arrival.headers['x-webhook-signature'] ?? '';
    const matches = webhookSignatureMatches(stage.secrets.webhook, arrival.body, signature);
    differences.check(matches, `${label}: the store's own signature no longer verifies`);
  }
}

/** Slack and mail get a message made from the event: it must at least say which one. */
function checkMentions(texts: readonly string[], consignments: readonly Consignment[], name: string, differences: Differences): void {
  const remaining = [...texts];
  for (const consignment of consignments) {
    const { eventType } = consignment.shipment.webhook;
    const found = remaining.findIndex((text) => text.includes(eventType));
    if (differences.check(found >= 0, `${labelOf(consignment)}: nothing at ${name} mentions ${eventType}`)) remaining.splice(found, 1);
  }
}

function countArrived(stage: Stage, name: DestinationName): number {
  if (name === 'Fulfilment') return stage.http.at('/fulfilment').length;
  if (name === 'Accounting') return stage.http.at('/accounting').length;
  return visibleTexts(stage, name).length;
}

function visibleTexts(stage: Stage, name: DestinationName): readonly string[] {
  if (name === 'Orders channel') return stage.slack.via('incoming-webhook').map(({ message }) => visibleText(message));
  if (name === 'Payments channel') return stage.slack.via('chat.postMessage').map(({ message }) => visibleText(message));
  return stage.mail.arrivals.map(({ mail }) => `${mail.subject ?? ''}\n${mail.text ?? ''}\n${mail.html ?? ''}`);
}
