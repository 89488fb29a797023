import type { AnyPlugin } from '../../plugin.js';
import { cancellationCheck } from './cancellation.check.js';
import { classificationCheck } from './classification.check.js';
import { bodiesCheck, concurrencyCheck, oneIdCheck } from './delivery.checks.js';
import { eventCheck, globalsCheck, socketsCheck } from './manners.checks.js';
import type { ConformanceCheck, PluginFixtures } from './plugin-fixtures.js';
import { schemasCheck } from './schemas.check.js';
import { secretsCheck } from './secrets.check.js';

/** All that a plugin has to hold, one by one. */
export const CONFORMANCE_CHECKS: readonly ConformanceCheck[] = [
  schemasCheck,
  secretsCheck,
  cancellationCheck,
  classificationCheck,
  oneIdCheck,
  bodiesCheck,
  concurrencyCheck,
  globalsCheck,
  socketsCheck,
  eventCheck,
];

/** The two functions that jest, vitest and node:test have in common. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
}

/**
 * Registers the conformance suite for a plugin, in the test runner whose globals there are, else in `node:test`:
 *
 * ```ts
 * describePlugin(pagerPlugin, { config: (url) => ({ url }), invalid: [{ config: {}, field: 'config.url' }], mark: ({ headers }) => headers['idempotency-key'] });
 * ```
 */
export function describePlugin(plugin: AnyPlugin, fixtures: PluginFixtures, runner: TestRunner = detectRunner()): void {
  runner.describe(`the plugin ${plugin.type}`, () => {
    for (const check of CONFORMANCE_CHECKS) {
      runner.it(check.name, async () => {
        const findings = await check.run({ plugin, fixtures });
        if (findings.length > 0) throw new Error(findings.join('\n'));
      });
    }
  });
}

function detectRunner(): TestRunner {
  const { describe, it }: Partial<TestRunner> = globalThis as Partial<TestRunner>;
  if (typeof describe === 'function' && typeof it === 'function') return { describe, it };
  return process.getBuiltinModule('node:test');
}
