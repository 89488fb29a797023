// From `npm start` to the first delivery, through a `kill -9` and to the end: what the README promises a newcomer, in this checkout.
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdminClient } from './admin-client.mjs';
import { Checks, expect, expectEqual, waitUntil } from './checks.mjs';
import { ISSUER, JWT_SECRET, ORDER, sendOrder, token } from './pet-store.mjs';
import { kill, residentMiB, workingIn } from './process-table.mjs';
import { isSigned, Receiver } from './receiver.mjs';
import { StartedRelay } from './started-relay.mjs';

/** Limits of the promise, from `npm start` on. A first start may have to install. */
const FIRST_START_MS = 90_000;
const NEXT_START_MS = 5_000;
const DELIVERY_MS = 5_000;
const STOP_MS = 10_000;
const IDLE_MIB = 200;
/** Of all of it together. */
const LIMIT_MS = 180_000;

const checks = new Checks();
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'posthorn-first-delivery-')));
// Started by root, Postgres runs as another account, which must be able to pass through.
chmodSync(folder, 0o755);
const dataDir = join(folder, 'data');
const cluster = join(dataDir, 'postgres');
const relays = [];
let receiver;

await checks.main(LIMIT_MS, run, cleanUp);

async function run() {
  expect(existsSync('/proc/self/status'), 'this reads /proc and needs Linux');
  receiver = await Receiver.start();
  const first = launch();
  await checks.need(`npm start answers /readyz within ${FIRST_START_MS / 1000} s`, () => secondsOf(first.untilReady(FIRST_START_MS)));
  const [email, password] = [first.ready('Operator'), first.ready('Password')];
  let admin;
  await checks.need('the ready block shows an operator and the password that signs in', async () => {
    expect(email && password, `no operator in the ready block:\n${first.output}`);
    admin = await AdminClient.signIn(first.ready('Admin API'), email, password);
  });
  let wiring;
  await checks.need('the admin API makes source, destination and subscription', async () => (wiring = await wire(admin)) && undefined);
  const eventId = await firstDelivery(first, admin, wiring);
  await idle(first);

  const second = await killAndStartAgain(first);
  await checks.need('after a kill -9 the event and its attempt are still there', async () => {
    const again = await AdminClient.signIn(second.ready('Admin API'), email, password);
    expectEqual((await again.get(`events/${eventId}`)).body.data, ORDER, 'the body');
    await attemptOf(again, eventId);
  });
  await checks.check('and the next webhook is delivered', async () => {
    const answer = await sendOrder(`${second.url}/in/${wiring.source.slug}`);
    expectEqual(answer.status, 200, 'the answer');
    await arrival(answer.headers.get('posthorn-event-id'));
  });
  await idle(second);
  await stop(second);
}

function launch() {
  const relay = new StartedRelay(dataDir);
  relays.push(relay);
  return relay;
}

async function wire(admin) {
  const source = await admin.create('sources', {
    slug: 'petstore',
    name: 'Pet Store',
    verification: { provider: 'jwt', options: { issuer: ISSUER, algorithms: ['HS256'] }, secrets: [JWT_SECRET] },
    eventType: { from: 'body', path: 'event' },
    occurredAt: { from: 'body', path: 'timestamp' },
  });
  const destination = await admin.create('destinations', { name: 'Receiver', plugin: 'http', config: { url: receiver.url } });
  await admin.create('subscriptions', {
    name: 'Payments',
    sourceId: source.id,
    destinationId: destination.id,
    eventTypes: ['payment.*'],
  });
  return { source, signingSecret: destination.signingSecret };
}

async function firstDelivery(relay, admin, { source, signingSecret }) {
  const url = `${relay.url}/in/${source.slug}`;
  let eventId;
  await checks.need('the Pet Store webhook is answered 200 {} with the id of its event', async () => {
    const answer = await sendOrder(url);
    expectEqual([answer.status, await answer.text()], [200, '{}'], 'the answer');
    eventId = answer.headers.get('posthorn-event-id');
    expect(/^evt_[0-9a-z]{26}$/.test(eventId ?? ''), `Posthorn-Event-Id is ${eventId}`);
    return eventId;
  });
  let arrived;
  await checks.need(`the same bytes arrive within ${DELIVERY_MS / 1000} s`, async () => {
    arrived = await arrival(eventId);
    expectEqual(arrived.body.toString('latin1'), ORDER, 'the body');
  });
  await checks.check('with a valid Standard Webhooks signature and without the token', () => {
    expect(isSigned(arrived, signingSecret), `webhook-signature ${arrived.headers['webhook-signature']} does not fit`);
    expectEqual(arrived.headers.authorization, undefined, 'the authorization header');
  });
  await checks.check('the admin API shows the event', async () => {
    const event = await admin.get(`events/${eventId}`);
    expectEqual([event.type, event.body], ['payment.success', { encoding: 'utf8', data: ORDER }], 'the event');
  });
  await checks.check('and its delivery with one attempt', () => attemptOf(admin, eventId));
  await checks.check('a forged token is answered 401 and delivered to nobody', async () => {
    const before = receiver.arrivals.length;
    const answer = await sendOrder(url, token('another secret, thirty-two characters long'));
    expectEqual([answer.status, await answer.text()], [401, ''], 'the answer');
    expectEqual(answer.headers.get('posthorn-event-id'), null, 'Posthorn-Event-Id');
    expectEqual(receiver.arrivals.length, before, 'the number of arrivals');
  });
  return eventId;
}

function arrival(eventId) {
  return waitUntil(`an arrival of ${eventId}`, DELIVERY_MS, () => receiver.of(eventId));
}

/** An outcome is recorded just after the receiver has answered. */
async function attemptOf(admin, eventId) {
  const delivery = await waitUntil('the delivery is delivered', DELIVERY_MS, async () => {
    const { data } = await admin.get(`deliveries?eventId=${eventId}`);
    return data.find(({ status }) => status === 'delivered');
  });
  const { data } = await admin.get(`deliveries/${delivery.id}/attempts`);
  const told = data.map(({ number, outcome, response }) => [number, outcome, response?.status]);
  expectEqual(told, [[1, 'delivered', 200]], 'the list of attempts');
}

async function idle(relay) {
  await checks.check(`the idle relay takes less than ${IDLE_MIB} MiB`, () => {
    const mib = residentMiB(relay.pid);
    expect(mib < IDLE_MIB, `${mib.toFixed(0)} MiB resident`);
    return `${mib.toFixed(0)} MiB resident`;
  });
}

/** Kills the relay itself, which leaves its Postgres behind; the next one takes it over. */
async function killAndStartAgain(first) {
  process.kill(first.pid, 'SIGKILL');
  await first.untilEnded(STOP_MS);
  const second = launch();
  await checks.need(`after a kill -9 npm start answers /readyz within ${NEXT_START_MS / 1000} s`, () =>
    secondsOf(second.untilReady(NEXT_START_MS)),
  );
  return second;
}

async function stop(relay) {
  await checks.check(`SIGTERM ends it with 0 within ${STOP_MS / 1000} s`, async () => {
    process.kill(relay.pid, 'SIGTERM');
    await relay.untilEnded(STOP_MS);
    expectEqual(relay.exitCode, 0, 'the exit code');
  });
  await checks.check('and no Postgres is left', () => {
    expectEqual(workingIn(cluster), [], 'the list of its processes');
    expect(!existsSync(join(cluster, 'postmaster.pid')), 'postmaster.pid is still there');
  });
}

async function secondsOf(promise) {
  return `${(await promise).toFixed(1)} s to ready`;
}

async function cleanUp() {
  for (const relay of relays) relay.destroy();
  for (const pid of workingIn(cluster)) kill(pid, 'SIGKILL');
  receiver?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
