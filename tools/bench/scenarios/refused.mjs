/** A flood of forged requests against as many good ones: a refusal must cost no more than an event, kept or not. */
export const refused = {
  name: 'refused',
  async run(bench) {
    const relay = await bench.relay();
    await relay.createSource('signed', { signed: true });
    await relay.createSource('forged', { signed: true });
    const accepting = async (time) => {
      const result = await bench.load(relay, { slugs: ['signed'], signed: true, ...time });
      return { rate: result.acceptedPerSecond, cpuUs: result.cpuUsPerEvent(), p50: result.latencyMs.p50, p99: result.latencyMs.p99 };
    };
    // The generator's signature is all zeros unless it is told to sign: right in form, so that it is compared.
    const refusing = async (time) => {
      const result = await bench.load(relay, { slugs: ['forged'], expected: 401, ...time });
      return { rate: result.acceptedPerSecond, cpuUs: result.cpuUsPerEvent(), p50: result.latencyMs.p50, p99: result.latencyMs.p99 };
    };
    const found = await bench.interleave({ accepting, refusing });
    return [
      {
        what: 'refused, hmac',
        unit: 'requests/s',
        against: 'accepted',
        base: found.accepting,
        build: found.refusing,
        target: '≥ 1.00',
        atLeast: 1,
        rssMib: relay.peakRssMib,
      },
    ];
  },
};
