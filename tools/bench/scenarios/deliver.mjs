// End to end, against the bare limit: until the last event has arrived everywhere.
const BIG_BODY_BYTES = 102_400;

export const endToEnd = { name: 'e2e', run: (bench) => deliver(bench, { what: 'end to end', sinks: 1, target: '≥ 0.75', atLeast: 0.75 }) };
export const fanOut = { name: 'fanout', run: (bench) => deliver(bench, { what: 'fan-out 1→10', sinks: 10 }) };
export const bigBodies = {
  name: 'big',
  run: (bench) => deliver(bench, { what: 'big bodies (100 KB)', sinks: 1, bodyBytes: BIG_BODY_BYTES }),
};

async function deliver(bench, { sinks: count, bodyBytes, ...row }) {
  const limitSinks = await bench.openSinks(count);
  const relaySinks = await bench.openSinks(count);
  const limit = await bench.limit({ destinations: limitSinks.map(({ url }) => url) });
  const relay = await bench.relay();
  const source = await relay.createSource('bench');
  for (const { url } of relaySinks) await relay.connect(source, url);
  const emptyBytes = await bench.postgres.bytes(relay.database);
  let events = 0;
  const measure = (target, sinks) => async (time) => {
    const result = await bench.load(target, { bodyBytes, ...time });
    if (target === relay) events += result.accepted;
    const { deliveredPerSecond, drainMs, duplicates } = await bench.arrived(result, sinks);
    const { p50, p99 } = result.latencyMs;
    return { rate: deliveredPerSecond, cpuUs: result.cpuUsPerEvent(), accepted: result.acceptedPerSecond, p50, p99, drainMs, duplicates };
  };
  const found = await bench.interleave({ limit: measure(limit, limitSinks), relay: measure(relay, relaySinks) });
  const bytesPerEvent = ((await bench.postgres.bytes(relay.database)) - emptyBytes) / events;
  const queuedShare = (await bench.postgres.inserts(relay.database, 'queue')) / (events * count);
  const note = queuedShare > 0.001 ? `${(queuedShare * 100).toFixed(0)} % of the deliveries went through the queue` : undefined;
  const memory = { rssMib: relay.peakRssMib, baseRssMib: limit.peakRssMib };
  return [{ ...row, unit: 'deliveries/s', against: 'limit', base: found.limit, build: found.relay, bytesPerEvent, note, ...memory }];
}
