import { start, stop } from '../children.mjs';
import { waitUntil } from '../wait-until.mjs';
import { cleanEnvironment } from './environment.mjs';
import { cpuMs, peakRssMib } from './process-usage.mjs';

const START_LIMIT_MS = 20_000;

/** The bare limit on a database of its own. It takes any slug. */
export class LimitTarget {
  name = 'limit';

  static async start(postgres, { destinations = [], flags = [] } = {}) {
    const target = new LimitTarget();
    target.postgres = postgres;
    target.database = await postgres.createDatabase('limit');
    const env = cleanEnvironment({ DATABASE_URL: target.database.url, DESTINATIONS: destinations.join(',') });
    target.child = start('tools/bench/limit/limit.mjs', env, flags);
    target.port = await waitUntil('the bare limit listens', START_LIMIT_MS, () => {
      if (target.child.exitCode !== null) throw new Error(`the bare limit ended: ${target.child.output}`);
      return Number(/^(\d+)$/m.exec(target.child.output)?.[1] ?? 0);
    });
    return target;
  }

  get cpuMs() {
    return cpuMs(this.child.pid);
  }

  get peakRssMib() {
    return peakRssMib(this.child.pid);
  }

  async stop() {
    await stop(this.child);
    await this.postgres.dropDatabase(this.database);
  }
}
