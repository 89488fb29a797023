const DESTINATIONS = 10;
/** Short, so that attempts at the hanging one end by their timeout within a run. */
const TIMEOUT_MS = 1_000;

/** Ten sources with a destination each; the first destination hangs, or does not. What do the other nine get? */
export const slowNeighbour = {
  name: 'slow',
  async run(bench) {
    const sinks = await bench.openSinks(DESTINATIONS);
    const slugs = sinks.map((_, index) => `bench${index}`);
    const relays = {};
    for (const name of ['well', 'hangs']) {
      relays[name] = await bench.relay();
      for (const [index, slug] of slugs.entries()) {
        await relays[name].connect(await relays[name].createSource(slug), sinks[index].url, { timeoutMs: TIMEOUT_MS });
      }
    }
    const measure = (name) => async (time) => {
      await bench.setMode(sinks[0], name === 'hangs' ? 'hang' : 'ok');
      const result = await bench.load(relays[name], { slugs, ...time });
      const { deliveredPerSecond, drainMs } = await bench.arrived(result, sinks.slice(1), result.acceptedBySlug.slice(1));
      return {
        rate: deliveredPerSecond,
        cpuUs: result.cpuUsPerEvent(),
        accepted: result.acceptedPerSecond,
        p50: result.latencyMs.p50,
        p99: result.latencyMs.p99,
        drainMs,
      };
    };
    const found = await bench.interleave({ well: measure('well'), hangs: measure('hangs') });
    const memory = { rssMib: relays.hangs.peakRssMib, baseRssMib: relays.well.peakRssMib };
    const row = { what: 'slow neighbour, the nine', unit: 'deliveries/s', against: 'none hangs', target: '≥ 0.95', atLeast: 0.95 };
    return [{ ...row, base: found.well, build: found.hangs, ...memory }];
  },
};
