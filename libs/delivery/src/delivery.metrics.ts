import type { AttemptOutcome } from '@posthorn/contracts';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

type Children = Readonly<Record<AttemptOutcome, Counter.Internal>> & { readonly duration: Histogram.Internal<'plugin'> };

/** What `/metrics` shows of deliveries. Labels are plugins and outcomes: few, and none that a sender chooses. */
export class DeliveryMetrics {
  private readonly attempts: Counter<'plugin' | 'outcome'>;
  private readonly duration: Histogram<'plugin'>;
  private readonly counted = new Map<string, Children>();

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
    // Looked up once: finding a label's child costs more than counting.
    let counted = this.counted.get(plugin);
    if (!counted) this.counted.set(plugin, (counted = this.children(plugin)));
    counted[outcome].inc();
    counted.duration.observe(durationMs / 1_000);
  }

  private children(plugin: string): Children {
    const of = (outcome: AttemptOutcome): Counter.Internal => this.attempts.labels({ plugin, outcome });
    return { delivered: of('delivered'), retry: of('retry'), failed: of('failed'), duration: this.duration.labels({ plugin }) };
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
