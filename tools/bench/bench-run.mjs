// What the scenarios share: the generator, the sink, the database, and one measured run of a target.
import { Helper } from './children.mjs';
import { median } from './percentiles.mjs';
import { LimitTarget } from './targets/limit-target.mjs';
import { HMAC_SECRET, RelayTarget } from './targets/relay-target.mjs';
import { waitUntil } from './wait-until.mjs';

const CONNECTIONS = 64;
const BODY_BYTES = 1_024;
/** How long deliveries may go on arriving after the load has ended. */
const DRAIN_LIMIT_MS = 60_000;

export class BenchRun {
  #sink = new Helper('sink.mjs');
  #load = new Helper('load.mjs');
  #targets = [];
  #runs = 0;

  constructor(postgres, options, log) {
    this.postgres = postgres;
    this.options = options;
    this.log = log;
  }

  async limit(setup = {}) {
    return this.#started(await LimitTarget.start(this.postgres, { ...setup, flags: this.options.profileFlags('limit') }));
  }

  async relay(setup = {}) {
    return this.#started(
      await RelayTarget.start(this.postgres, { ...setup, ...this.options.build, flags: this.options.profileFlags('relay') }),
    );
  }

  #started(target) {
    this.#targets.push(target);
    return target;
  }

  /** After each scenario. */
  async stopTargets() {
    for (const target of this.#targets.splice(0)) await target.stop();
    await this.#sink.ask({ do: 'forget' });
  }

  async openSink(port) {
    const opened = (await this.#sink.ask({ do: 'open', port })).port;
    return { port: opened, url: `http://127.0.0.1:${opened}/hook` };
  }

  openSinks(count) {
    return Promise.all(Array.from({ length: count }, () => this.openSink()));
  }

  closeSink({ port }) {
    return this.#sink.ask({ do: 'close', port });
  }

  setMode({ port }, mode) {
    return this.#sink.ask({ do: 'mode', port, mode });
  }

  async arrivals(sinks, run) {
    return (await this.#sink.ask({ do: 'arrivals', ports: sinks.map(({ port }) => port), run })).ports;
  }

  async stampsOf({ port }, run, upTo) {
    return (await this.#sink.ask({ do: 'stamps', port, run, upTo })).stamps;
  }

  /** Load on a target; what it accepted (or answered with the `expected` status), how fast, and how long each answer took. */
  async load(
    target,
    { slugs = ['bench'], signed = false, seconds = this.options.seconds, bodyBytes = BODY_BYTES, perSecond, expected, ...rest } = {},
  ) {
    const run = ++this.#runs;
    await this.postgres.checkpoint();
    const options = {
      port: target.port,
      slugs,
      run,
      seconds,
      bodyBytes,
      connections: CONNECTIONS,
      ...(perSecond && { perSecond, stamps: true }),
    };
    const cpuBefore = target.cpuMs;
    const answers = await this.#load.ask({ ...options, ...(signed && { secret: HMAC_SECRET }), ...rest });
    const result = { ...answers, accepted: expected ? (answers.refused[expected] ?? 0) : answers.accepted };
    if (result.accepted === 0) throw new Error(`${target.name} accepted nothing: ${JSON.stringify(result.refused)} ${target.child.output}`);
    const acceptedPerSecond = (result.accepted / (result.lastMs - result.startMs)) * 1_000;
    const cpuUsPerEvent = () => (cpuBefore === null ? null : ((target.cpuMs - cpuBefore) * 1_000) / result.accepted);
    return { ...result, run, acceptedPerSecond, cpuUsPerEvent };
  }

  /** Waits until each sink has what it should; answers deliveries per second from the first request to the last arrival. */
  async arrived(result, sinks, expected = sinks.map(() => result.accepted)) {
    let seen;
    await waitUntil(`${expected} arrivals`, DRAIN_LIMIT_MS, async () => {
      seen = await this.arrivals(sinks, result.run);
      return seen.every(({ count }, index) => count >= expected[index]);
    }).catch((error) => {
      throw new Error(`${error.message}; arrived ${seen.map(({ count }) => count)}`);
    });
    const lastMs = Math.max(...seen.map((one) => one.lastMs));
    const total = seen.reduce((sum, { count }) => sum + count, 0);
    const duplicates = seen.reduce((sum, one) => sum + one.duplicates, 0);
    const seconds = (lastMs - result.startMs) / 1_000;
    return { deliveredPerSecond: total / seconds, duplicates, lastMs, drainMs: Math.max(0, lastMs - result.lastMs) };
  }

  /** A B A B …: each round measures every variant once, so that the machine's moods meet all of them. Warms up first. */
  async interleave(variants, { rounds = this.options.rounds, warm = true } = {}) {
    const measured = Object.fromEntries(Object.keys(variants).map((name) => [name, []]));
    if (warm) for (const measure of Object.values(variants)) await measure({ seconds: this.options.warmUpSeconds });
    for (let round = 0; round < rounds; round++) {
      for (const [name, measure] of Object.entries(variants)) {
        const result = await measure({ seconds: this.options.seconds });
        measured[name].push(result);
        this.log(
          `  round ${round + 1} ${name}: ${JSON.stringify(result, (key, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value))}`,
        );
      }
    }
    return Object.fromEntries(Object.entries(measured).map(([name, results]) => [name, medians(results)]));
  }

  async stop() {
    await this.stopTargets();
    await Promise.all([this.#sink.stop(), this.#load.stop()]);
  }
}

function medians(results) {
  const keys = Object.keys(results[0] ?? {});
  return Object.fromEntries(keys.map((key) => [key, median(results.map((result) => result[key]))]));
}
