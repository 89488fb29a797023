import { collectDefaultMetrics, Registry } from 'prom-client';

/**
 * A registry of its own instead of prom-client's global one, so that two relays in one process (tests) do not meet.
 * Libs register theirs: `new Counter({ name: 'posthorn_…_total', help, labelNames, registers: [registry] })`.
 */
export function createMetricsRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
