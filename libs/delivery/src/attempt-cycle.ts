import type { Clock } from '@posthorn/contracts';
import { timeLeftMs, type ConfigurationCache, type OutcomeWriter } from '@posthorn/store';
import type { AttemptRunner } from './attempt-runner.js';
import type { Gate } from './delivery-gate.js';
import type { DeliveryMetrics } from './delivery.metrics.js';
import type { DestinationHealth } from './destination-health/destination-health.js';
import { refOf, type HeldDelivery } from './held-delivery.js';
import { RetryPolicies } from './retry-policies.js';
import { shutdownVerdict, verdictOf, type Verdict } from './verdict.js';

export interface AttemptCycleDependencies {
  readonly outcomes: OutcomeWriter;
  readonly configuration: ConfigurationCache;
  readonly runner: AttemptRunner;
  readonly health: DestinationHealth;
  readonly metrics: DeliveryMetrics;
  readonly retentionDays: number;
  readonly clock: Clock;
}

/** One attempt from its start to its record: run the plugin, read the result by the retry policy, write what follows. */
export class AttemptCycle {
  private readonly retries: RetryPolicies;

  constructor(private readonly deps: AttemptCycleDependencies) {
    this.retries = new RetryPolicies(deps.configuration);
  }

  /** `onVerdict` hears what the attempt meant before it is recorded. */
  async run(held: HeldDelivery, gate: Extract<Gate, { pass: 'go' }>, onVerdict: (verdict: Verdict) => void): Promise<Verdict> {
    const startedAtMs = this.deps.clock.now();
    const started = performance.now();
    const { plugin, destination, source } = gate;
    const { event, deliveryId, subscriptionId, newId = false } = held;
    const number = held.attempts + 1;
    const trial = this.deps.health.begin(destination);
    const transform = this.deps.configuration.snapshot.subscriptions.get(subscriptionId)?.transform ?? null;
    const ids = { deliveryId, subscriptionId, newId };
    const result = await this.deps.runner.run({ plugin, destination, source, event, transform, attempt: number, ...ids });
    trial.settle(result);
    const leftMs = timeLeftMs(deliveryId, this.deps.retentionDays, this.deps.clock.now());
    const verdict = result === 'shutdown' ? shutdownVerdict(held) : verdictOf(result, this.retries.of(held), held, leftMs);
    const durationMs = Math.round(performance.now() - started);
    this.deps.metrics.count(destination.plugin, verdict.outcome, durationMs);
    onVerdict(verdict);
    const { outcome, reason, exchange, next } = verdict;
    await this.deps.outcomes.record(
      { ...refOf(held), attempt: { number, startedAtMs, durationMs, outcome, reason, exchange }, next },
      held,
    );
    return verdict;
  }
}
