import { percentiles } from '../percentiles.mjs';

const PER_SECOND = 500;

/** A steady 500 a second: from when a request was due to its arrival at the destination. */
export const paced = {
  name: 'paced',
  async run(bench) {
    const [limitSink, relaySink] = await bench.openSinks(2);
    const limit = await bench.limit({ destinations: [limitSink.url] });
    const relay = await bench.relay();
    await relay.connect(await relay.createSource('bench'), relaySink.url);
    const measure = (target, sink) => async (time) => {
      const result = await bench.load(target, { perSecond: PER_SECOND, ...time });
      await bench.arrived(result, [sink]);
      const stamps = await bench.stampsOf(sink, result.run, result.sent);
      const { p50, p99 } = percentiles(stamps.map((stamp, sequence) => stamp - result.sentAtMs[sequence]));
      return {
        rate: result.acceptedPerSecond,
        cpuUs: result.cpuUsPerEvent(),
        p50,
        p99,
        answerP50: result.latencyMs.p50,
        answerP99: result.latencyMs.p99,
      };
    };
    const variants = { limit: measure(limit, limitSink), relay: measure(relay, relaySink) };
    const found = await bench.interleave(variants, { rounds: bench.options.pacedRounds });
    const memory = { rssMib: relay.peakRssMib, baseRssMib: limit.peakRssMib };
    const row = { unit: 'ms', against: 'limit', base: found.limit, build: found.relay, target: '≤ 2.00', atMost: 2, ...memory };
    return [
      { ...row, what: 'paced 500/s, p50', of: 'p50' },
      { ...row, what: 'paced 500/s, p99', of: 'p99' },
    ];
  },
};
