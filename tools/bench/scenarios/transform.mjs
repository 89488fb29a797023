const CODE = 'function transform(event) { event.body.seen = event.receivedAt; return event; }';

/** End to end through a small transform against the same without. */
export const transform = {
  name: 'transform',
  async run(bench) {
    const relays = { plain: await bench.relay(), changed: await bench.relay() };
    const sinks = { plain: await bench.openSink(), changed: await bench.openSink() };
    for (const [name, relay] of Object.entries(relays)) {
      const code = name === 'changed' ? { code: CODE } : null;
      await relay.connect(await relay.createSource('bench'), sinks[name].url, {}, code);
    }
    const measure = (name) => async (time) => {
      const result = await bench.load(relays[name], time);
      const { deliveredPerSecond, drainMs } = await bench.arrived(result, [sinks[name]]);
      const { p50, p99 } = result.latencyMs;
      return { rate: deliveredPerSecond, cpuUs: result.cpuUsPerEvent(), accepted: result.acceptedPerSecond, p50, p99, drainMs };
    };
    const { plain, changed } = await bench.interleave({ plain: measure('plain'), changed: measure('changed') });
    const memory = { rssMib: relays.changed.peakRssMib, baseRssMib: relays.plain.peakRssMib };
    return [{ what: 'with a transform', unit: 'deliveries/s', against: 'without', base: plain, build: changed, ...memory }];
  },
};
