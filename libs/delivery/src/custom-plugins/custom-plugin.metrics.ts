import { Counter, Gauge, type Registry } from 'prom-client';
import type { ThreadEnd } from './plugin-crashed.error.js';

/** What `/metrics` shows of custom plugins. */
export class CustomPluginMetrics {
  private readonly available: Gauge<'plugin'>;
  private readonly ends: Counter<'plugin' | 'end'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.available = new Gauge({
      name: 'posthorn_custom_plugin_available',
      help: 'Custom plugins that were named: 1 = loaded, 0 = unavailable',
      labelNames: ['plugin'],
      registers,
    });
    this.ends = new Counter({
      name: 'posthorn_custom_plugin_thread_ends_total',
      help: 'Threads of custom plugins that ended unasked',
      labelNames: ['plugin', 'end'],
      registers,
    });
  }

  setLoaded(available: Iterable<string>, unavailable: Iterable<string>): void {
    for (const plugin of unavailable) this.available.set({ plugin }, 0);
    for (const plugin of available) this.available.set({ plugin }, 1);
  }

  threadEnded(plugin: string, end: ThreadEnd): void {
    this.ends.inc({ plugin, end });
  }
}
