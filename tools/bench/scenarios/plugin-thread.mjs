import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../http-in-thread');

/** End to end through the http plugin as a custom one, in a thread of its own, against the same built in. */
export const pluginThread = {
  name: 'plugin-thread',
  async run(bench) {
    const env = { POSTHORN_PLUGINS: FOLDER };
    const relays = { builtIn: await bench.relay(), threaded: await bench.relay({ env }) };
    const sinks = { builtIn: await bench.openSink(), threaded: await bench.openSink() };
    for (const [name, relay] of Object.entries(relays)) {
      const over = name === 'threaded' ? { plugin: 'http-in-thread' } : {};
      await relay.connect(await relay.createSource('bench'), sinks[name].url, over);
    }
    const measure = (name) => async (time) => {
      const result = await bench.load(relays[name], time);
      const { deliveredPerSecond, drainMs } = await bench.arrived(result, [sinks[name]]);
      const { p50, p99 } = result.latencyMs;
      return { rate: deliveredPerSecond, cpuUs: result.cpuUsPerEvent(), accepted: result.acceptedPerSecond, p50, p99, drainMs };
    };
    const { builtIn, threaded } = await bench.interleave({ builtIn: measure('builtIn'), threaded: measure('threaded') });
    const memory = { rssMib: relays.threaded.peakRssMib, baseRssMib: relays.builtIn.peakRssMib };
    return [{ what: 'custom plugin', unit: 'deliveries/s', against: 'built in', base: builtIn, build: threaded, ...memory }];
  },
};
