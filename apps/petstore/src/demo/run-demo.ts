import { AdminApi } from '../admin-api.js';
import { RelayProcess } from '../relay-process.js';
import { accountOfDeliveries, accountOfDuplicate, accountOfEvents, accountOfForgeries } from './account.js';
import { checkArrivals } from './arrivals.js';
import { checkBooks } from './check-books.js';
import type { Cleanup } from './cleanup.js';
import { configureRelay } from './configure.js';
import { Differences } from './differences.js';
import { planForgeries } from './forgeries.js';
import { type Consignment, sendAgain, sendShipments } from './send-shipments.js';
import { planShipments } from './shipments.js';
import { setStage, type Stage } from './stage.js';
import { tryForgeries } from './try-forgeries.js';

/** Where the demo tells its story. */
export interface Narrator {
  heading(text: string): void;
  text(text: string): void;
}

/** A relay, the store's webhooks through it, and what came of them. Everything that has to end is left to `cleanup`. */
export async function runDemo(narrator: Narrator, cleanup: Cleanup): Promise<{ relay: RelayProcess; differences: Differences }> {
  const startedAt = performance.now();
  const differences = new Differences();
  // The relay ends before its receivers do, so that its last attempts do not fail.
  const stage = await setStage(cleanup);
  const relay = await RelayProcess.prepare();
  cleanup.add(() => relay.stop());
  narrator.heading('Starting');
  await relay.start(stage.mail.url);
  narrator.text(addresses(relay, stage));

  const api = await AdminApi.signIn(relay.url, relay.email, relay.password);
  const configuration = await configureRelay(api, stage);
  const consignments = await sendShipments(await planShipments(stage), configuration, differences);
  const repeated = theRepeated(consignments);
  const again = await sendAgain(repeated, configuration, differences);
  const tried = await tryForgeries(await planForgeries(stage), configuration, api, differences);
  await checkArrivals(stage, consignments, differences);
  const entries = await checkBooks(api, configuration, consignments, differences);

  narrator.heading('Sent by the store, verified and stored by the relay');
  narrator.text(accountOfEvents(entries));
  narrator.heading('Sent once more');
  narrator.text(accountOfDuplicate(repeated, again));
  narrator.heading('Forged or expired, and refused');
  narrator.text(accountOfForgeries(tried));
  narrator.heading('Delivered');
  narrator.text(accountOfDeliveries(stage, entries));
  narrator.heading('Summary');
  const deliveries = entries.flatMap((entry) => entry.deliveries);
  const delivered = deliveries.filter(({ delivery }) => delivery.status === 'delivered').length;
  narrator.text(
    `  ${consignments.length} webhooks sent, ${entries.length} events stored, ${delivered} of ${deliveries.length} deliveries delivered, ` +
      `1 duplicate dropped, ${tried.length} forgeries refused; ${differences.checkCount} checks in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
  );
  return { relay, differences };
}

/** One that carries an id of its own in its body. */
function theRepeated(consignments: readonly Consignment[]): Consignment {
  const found = consignments.find(({ shipment }) => shipment.source === 'petstore-events');
  if (!found) throw new Error('nothing to send again');
  return found;
}

function addresses(relay: RelayProcess, stage: Stage): string {
  const lines = [
    ['relay', `${relay.url} (its own process, embedded Postgres, data in ${relay.folder})`],
    ['authorization', `${stage.authorizationServer.issuer} (the store's OAuth 2.0 server, approves its one demo user at once)`],
    ['subscribers', `${stage.http.url('/fulfilment')}, ${stage.http.url('/accounting')}`],
    ['Slack-shaped', stage.slack.url],
    ['mail', stage.mail.url],
  ] as const;
  return lines.map(([name, value]) => `  ${name.padEnd(13)}  ${value}`).join('\n');
}
