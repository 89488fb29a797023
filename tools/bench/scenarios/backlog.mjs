import { nowMs } from '../clock.mjs';
import { messageBody } from '../message.mjs';
import { onlyLink, storeHistory } from '../stored-history.mjs';
import { waitUntil } from '../wait-until.mjs';

const BACKLOG_RUN = 9_998;
const BODY_BYTES = 1_024;
/** What waits falls due spread over this, and so does each retry. */
const RETRY_SECONDS = 30;
const DRAIN_LIMIT_MS = 180_000;

/** One destination is dead and much waits for it; another is well. Then the dead one comes back. */
export const backlog = {
  name: 'backlog',
  async run(bench) {
    const waiting = bench.options.backlogEvents;
    const relays = { empty: await bench.relay(), full: await bench.relay() };
    const well = {};
    const dead = {};
    for (const [name, relay] of Object.entries(relays)) {
      well[name] = await bench.openSink();
      dead[name] = await bench.openSink();
      await relay.connect(await relay.createSource('bench'), well[name].url);
      const retry = { schedule: ['0s', ...Array.from({ length: 40 }, () => `${RETRY_SECONDS}s`)] };
      await relay.connect(await relay.createSource('other'), dead[name].url, { retry });
    }
    await bench.closeSink(dead.full);
    const link = await onlyLink(bench, relays.full.database, `to ${dead.full.url}`);
    await storeHistory(bench, relays.full.database, link, {
      count: waiting,
      body: messageBody(BACKLOG_RUN, BODY_BYTES),
      queuedOverSeconds: RETRY_SECONDS,
    });
    const measure = (name) => async (time) => {
      const result = await bench.load(relays[name], time);
      const { deliveredPerSecond, drainMs } = await bench.arrived(result, [well[name]]);
      return {
        rate: deliveredPerSecond,
        cpuUs: result.cpuUsPerEvent(),
        accepted: result.acceptedPerSecond,
        p50: result.latencyMs.p50,
        p99: result.latencyMs.p99,
        drainMs,
      };
    };
    const found = await bench.interleave({ empty: measure('empty'), full: measure('full') });
    const during = await comeBack(bench, { relay: relays.full, sink: dead.full, waiting, measure });
    const memory = { rssMib: relays.full.peakRssMib, baseRssMib: relays.empty.peakRssMib };
    const what = `backlog of ${waiting.toLocaleString('en')}`;
    const row = { against: 'no backlog', base: found.empty, ...memory };
    const bound = { target: '≥ 0.90', atLeast: 0.9 };
    return [
      { ...row, ...bound, what: `${what}: accept`, unit: 'events/s', of: 'accepted', build: found.full },
      { ...row, ...bound, what: `${what}: another destination`, unit: 'deliveries/s', build: found.full },
      { ...row, what: `${what}: another, while it drains`, unit: 'deliveries/s', build: during.measured, note: during.note },
    ];
  },
};

/** All that waits is made due, and the receiver listens again; load on the other destination goes on meanwhile. */
async function comeBack(bench, { relay, sink, waiting, measure }) {
  const beganMs = nowMs();
  await bench.openSink(sink.port);
  await bench.postgres.query(relay.database, 'update queue set due_at = now() where claimed_by is null');
  const measured = await measure('full')({ seconds: bench.options.seconds });
  const stillWaiting = async () => (await bench.postgres.query(relay.database, 'select count(*)::int as n from queue'))[0].n;
  const drained = await waitUntil('the backlog is gone', DRAIN_LIMIT_MS, async () => (await stillWaiting()) === 0, 500).catch(() => false);
  const seconds = (nowMs() - beganMs) / 1_000;
  const left = drained ? 0 : await stillWaiting();
  const note = `${waiting - left} of the backlog gone after ${seconds.toFixed(0)} s (${Math.round((waiting - left) / seconds)}/s)`;
  return { measured, note };
}
