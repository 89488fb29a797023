/** Accepting only: no subscription, so that nothing is delivered. */
export const accept = {
  name: 'accept',
  async run(bench) {
    const limit = await bench.limit();
    const relay = await bench.relay();
    await relay.createSource('bench');
    await relay.createSource('signed', { signed: true });
    const measure = (target, load) => async (time) => {
      const result = await bench.load(target, { ...load, ...time });
      return { rate: result.acceptedPerSecond, cpuUs: result.cpuUsPerEvent(), p50: result.latencyMs.p50, p99: result.latencyMs.p99 };
    };
    const found = await bench.interleave({
      limit: measure(limit),
      none: measure(relay),
      hmac: measure(relay, { slugs: ['signed'], signed: true }),
    });
    const memory = { rssMib: relay.peakRssMib, baseRssMib: limit.peakRssMib };
    return [
      {
        what: 'accept, none',
        unit: 'events/s',
        against: 'limit',
        base: found.limit,
        build: found.none,
        target: '≥ 0.70',
        atLeast: 0.7,
        ...memory,
      },
      {
        what: 'accept, hmac',
        unit: 'events/s',
        against: 'none',
        base: found.none,
        build: found.hmac,
        target: '≥ 0.90',
        atLeast: 0.9,
        ...memory,
      },
    ];
  },
};
