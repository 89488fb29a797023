import type { BreakerState } from '@posthorn/contracts';
import { Counter, Gauge, type Registry } from 'prom-client';

/** By plugin: the breakers that are not closed, and how many attempts all its destinations may have at once. */
export type HealthTotals = ReadonlyMap<string, { readonly open: number; readonly concurrency: number }>;

/** What `/metrics` shows of destinations' health. Labels are plugins, never destinations: those are as many as operators like. */
export class HealthMetrics {
  private readonly changes: Counter<'plugin' | 'to'>;

  constructor(private readonly registry: Registry) {
    this.changes = new Counter({
      name: 'posthorn_breaker_changes_total',
      help: 'Changes of circuit breakers that this process brought about, by plugin and new state',
      labelNames: ['plugin', 'to'],
      registers: [registry],
    });
  }

  changed(plugin: string, to: BreakerState): void {
    this.changes.inc({ plugin, to });
  }

  observe(totals: () => HealthTotals, abandoned: () => ReadonlyMap<string, number>): void {
    const gauge = (name: string, help: string, values: () => Iterable<readonly [plugin: string, value: number]>): void => {
      new Gauge({
        ...{ name, help, labelNames: ['plugin'] as const, registers: [this.registry] },
        collect() {
          this.reset();
          for (const [plugin, value] of values()) this.set({ plugin }, value);
        },
      });
    };
    gauge('posthorn_breakers_open', 'Destinations whose breaker is open or half-open, by plugin', () =>
      [...totals()].map(([plugin, { open }]) => [plugin, open] as const),
    );
    gauge('posthorn_concurrency_limit', 'Attempts that the destinations this process has tried may have at once in it, by plugin', () =>
      [...totals()].map(([plugin, { concurrency }]) => [plugin, concurrency] as const),
    );
    gauge('posthorn_attempts_abandoned', 'Attempts whose plugin ignored their end and still runs, by plugin', () => abandoned());
  }
}
