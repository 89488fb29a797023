import { messageBody } from '../message.mjs';
import { onlyLink, storeHistory } from '../stored-history.mjs';

/** Run number of rows that no generator sent. */
const HISTORY_RUN = 9_999;
const BODY_BYTES = 1_024;

/** The same relay with little and with much behind it. */
export const growth = {
  name: 'growth',
  async run(bench) {
    const [small, large] = bench.options.growthEvents;
    const sinks = {};
    const relays = {};
    for (const [name, count] of [
      ['small', small],
      ['large', large],
    ]) {
      sinks[name] = await bench.openSink();
      relays[name] = await bench.relay();
      await relays[name].connect(await relays[name].createSource('bench'), sinks[name].url);
      const link = await onlyLink(bench, relays[name].database, `to ${sinks[name].url}`);
      bench.log(`  storing ${count} events`);
      await storeHistory(bench, relays[name].database, link, { count, body: messageBody(HISTORY_RUN, BODY_BYTES) });
    }
    const measure = (name) => async (time) => {
      const result = await bench.load(relays[name], time);
      const { deliveredPerSecond, drainMs } = await bench.arrived(result, [sinks[name]]);
      return {
        rate: deliveredPerSecond,
        cpuUs: result.cpuUsPerEvent(),
        accepted: result.acceptedPerSecond,
        p50: result.latencyMs.p50,
        p99: result.latencyMs.p99,
        drainMs,
      };
    };
    const found = await bench.interleave({ small: measure('small'), large: measure('large') });
    const memory = { rssMib: relays.large.peakRssMib, baseRssMib: relays.small.peakRssMib };
    const what = `growth, ${large.toLocaleString('en')} stored`;
    const row = { what, unit: 'deliveries/s', against: `${small.toLocaleString('en')} stored`, target: '≥ 0.90', atLeast: 0.9 };
    return [{ ...row, base: found.small, build: found.large, ...memory }];
  },
};
