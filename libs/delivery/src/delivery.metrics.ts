import type { AttemptOutcome } from '@posthorn/contracts';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What `/metrics` shows of deliveries. Labels are plugins and outcomes: few, and none that a sender chooses. */
export class DeliveryMetrics {
  private readonly attempts: Counter<'plugin' | 'outcome'>;
  private readonly duration: Histogram<'plugin'>;

  constructor(private readonly registry: Registry) {
    const registers = [registry];
    this.attempts = new Counter({
      name: 'posthorn_attempts_total',
      help: 'Delivery attempts by plugin and outcome',
      labelNames: ['plugin', 'outcome'],
      registers,
    });
    this.duration = new Histogram({
      name: 'posthorn_attempt_duration_seconds',
      help: 'How long delivery attempts took',
      labelNames: ['plugin'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
      registers,
    });
  }

  count(plugin: string, outcome: AttemptOutcome, durationMs: number): void {
    this.attempts.inc({ plugin, outcome });
    this.duration.observe({ plugin }, durationMs / 1_000);
  }

  observe(held: () => number): void {
    new Gauge({
      name: 'posthorn_deliveries_held',
      help: 'Deliveries in this process: in line or under way',
      registers: [this.registry],
      collect() {
        this.set(held());
      },
    });
  }
}
