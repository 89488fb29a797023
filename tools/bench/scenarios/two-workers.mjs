/** Two processes on one port against one. */
export const twoWorkers = {
  name: 'workers',
  async run(bench) {
    const two = await bench.relay({ workers: 2 });
    const row = { what: 'two workers', unit: 'deliveries/s', against: 'one worker' };
    if (!two.workersBuilt) return [{ ...row, note: 'POSTHORN_WORKERS is not built' }];
    const one = await bench.relay();
    const sinks = { one: await bench.openSink(), two: await bench.openSink() };
    const relays = { one, two };
    for (const [name, relay] of Object.entries(relays)) await relay.connect(await relay.createSource('bench'), sinks[name].url);
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
    const found = await bench.interleave({ one: measure('one'), two: measure('two') });
    return [{ ...row, base: found.one, build: found.two, rssMib: two.peakRssMib, baseRssMib: one.peakRssMib }];
  },
};
