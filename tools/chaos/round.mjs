// One round: a database of its own, one or two relays on it, load, faults, quiet, and the verdict.
import { setTimeout as pause } from 'node:timers/promises';
import { AdminClient } from '../ci/admin-client.mjs';
import { ChaosReceiver } from './chaos-receiver.mjs';
import { ChaosRelay, OPERATOR } from './chaos-relay.mjs';
import { FAULTS } from './faults.mjs';
import { Random } from './random.mjs';
import { Sender } from './sender.mjs';
import { TcpProxy } from './tcp-proxy.mjs';
import { evidence, judge, unsettled } from './verdict.mjs';

const SLUG = 'chaos';
const SCHEDULE = ['0s', ...Array.from({ length: 49 }, () => '1s')];
const ATTEMPT_MS = 1_500;
/** Another process hears of a change within 1 s (design section 3); an event that it takes earlier has not got the new route. */
const HEARD_MS = 1_500;
/** A takeover takes up to 20 s, a Retry-After 1 s, the rest is room on a busy machine. */
const SETTLE_LIMIT_MS = 60_000;

export class Round {
  faults = [];
  kills = 0;
  relays = [];
  receivers = [];

  constructor(postgres, plan, options) {
    Object.assign(this, { postgres, plan, options });
    this.database = `chaos_${plan.seed}`;
  }

  /** The one that misbehaves; the other shows that its trouble is its own. */
  get attacked() {
    return this.receivers[1];
  }

  /** Gets every event, in the order of each sender. */
  get ordered() {
    return this.receivers[2];
  }

  async run() {
    await this.postgres.dropDatabase(this.database);
    await this.postgres.createDatabase(this.database);
    try {
      await this.#setUp();
      await this.#attack();
      const began = performance.now();
      await this.sender.finish(SETTLE_LIMIT_MS);
      const stuck = await this.#settle(began + SETTLE_LIMIT_MS);
      const settledMs = performance.now() - began;
      this.options.detail(`  answers: ${JSON.stringify(Object.fromEntries(this.sender.statuses))}`);
      const exits = await Promise.all(this.relays.map((relay) => relay.stop()));
      const verdict = await judge(this);
      if (stuck) verdict.faults.push(`stuck: ${stuck}`);
      exits.forEach((code, n) => code !== 0 && verdict.faults.push(`${this.relays[n].name} ended with ${code} on SIGTERM`));
      if (verdict.faults.length > 0) await this.#explain();
      return { ...verdict, settledMs, arrivals: this.receivers.reduce((sum, { arrivals }) => sum + arrivals.length, 0) };
    } finally {
      await this.#tearDown();
    }
  }

  async #setUp() {
    const url = this.postgres.url(this.database);
    for (let n = 1; n <= this.plan.relayCount; n++) {
      const relay = new ChaosRelay(`relay ${n}`, await TcpProxy.start(this.postgres.port), url);
      this.relays.push(relay);
      relay.launch();
      await relay.untilReady();
      this.options.detail(`  ${relay.name} ready`);
    }
    const names = ['the receiver left alone', 'the attacked receiver', 'the receiver in order'];
    this.receivers = await Promise.all(names.map((name) => ChaosReceiver.start(name)));
    const admin = await AdminClient.signIn(`${this.relays[0].url}/api/v1`, OPERATOR.email, OPERATOR.password);
    const source = await admin.create('sources', {
      name: SLUG,
      slug: SLUG,
      verification: { provider: 'none' },
      externalId: { from: 'header', name: 'x-request-id' },
    });
    for (const { name, url: target } of this.receivers) {
      const config = { name, plugin: 'http', config: { url: target }, timeoutMs: ATTEMPT_MS, retry: { schedule: SCHEDULE } };
      const destination = await admin.create('destinations', config);
      const orderingKey = name === this.ordered.name ? { from: 'header', name: 'x-sender' } : null;
      await admin.create('subscriptions', { name, sourceId: source.id, destinationId: destination.id, orderingKey });
    }
    if (this.relays.length > 1) await pause(HEARD_MS);
    const random = new Random(this.plan.seed + 1);
    const urls = () => this.relays.map((relay) => relay.url).filter(Boolean);
    this.sender = new Sender({ slug: SLUG, urls, random, pauseMs: this.options.pauseMs });
  }

  async #attack() {
    const random = new Random(this.plan.seed + 2);
    const beside = new Set();
    await pause(500);
    for (const { fault, pauseMs } of this.plan.steps) {
      if (performance.now() > this.options.endMs) break;
      await pause(pauseMs);
      const work = this.#inflict(fault, random.fork());
      if (!FAULTS[fault].beside) await work;
      else {
        // One trouble of the receiver at a time.
        await Promise.all(beside);
        beside.add(work.finally(() => beside.delete(work)));
      }
    }
    await Promise.all(beside);
  }

  async #inflict(name, random) {
    const fault = { name, explains: FAULTS[name].explains, beganMs: Date.now(), endedMs: Infinity };
    this.faults.push(fault);
    this.options.detail(`  ${name}`);
    const kills = await FAULTS[name].run(this, random);
    this.kills += kills;
    fault.endedMs = Date.now();
    this.options.detail(`  ${name} over`);
  }

  /** Resolves to what is still open after the limit, null if nothing is. */
  async #settle(limit) {
    for (const receiver of this.receivers) receiver.recover();
    for (const relay of this.relays) relay.setClock(0);
    await Promise.all(this.relays.map((relay) => relay.untilReady()));
    for (let said = ''; ;) {
      const open = await unsettled(this);
      if (open === null || performance.now() > limit) return open;
      if (open !== said) this.options.detail(`  waiting: ${open}`);
      said = open;
      await pause(200);
    }
  }

  async #explain() {
    for (const { name, output } of this.relays) this.options.say(`--- ${name}\n${output.slice(-4_000)}`);
    this.options.say(JSON.stringify({ faults: this.faults, ...(await evidence(this)) }, null, 1));
  }

  async #tearDown() {
    this.sender?.finish(0).catch(() => undefined);
    for (const relay of this.relays) {
      relay.wake();
      relay.dispose();
      relay.proxy.close();
    }
    for (const receiver of this.receivers) receiver.close();
    await this.postgres.dropDatabase(this.database);
  }
}
