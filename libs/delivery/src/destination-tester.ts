import {
  NO_SUBSCRIPTION,
  type Clock,
  type DestinationTester,
  type DestinationTestResult,
  type StoredEvent,
  type Uuid,
} from '@posthorn/contracts';
import type { AnyPlugin } from '@posthorn/plugin-sdk';
import { deliveryIdOf, type ConfigurationCache, type IdGenerator } from '@posthorn/store';
import type { AttemptRunner } from './attempt-runner.js';
import { verdictOf } from './verdict.js';
import { resolveRetry } from '@posthorn/routing';

const SAMPLE_SOURCE = { id: '00000000-0000-7000-8000-000000000000', slug: 'posthorn' } as const;

/** Sends a sample through the same plugin and the same guard as any delivery; nothing of it is stored. */
export class PluginDestinationTester implements DestinationTester {
  constructor(
    private readonly configuration: ConfigurationCache,
    private readonly plugins: ReadonlyMap<string, AnyPlugin>,
    private readonly runner: AttemptRunner,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  async test(destinationId: Uuid): Promise<DestinationTestResult> {
    const destination = this.configuration.snapshot.destinations.get(destinationId);
    const plugin = destination && this.plugins.get(destination.plugin);
    if (!destination || !plugin) throw new Error('the destination or its plugin is not loaded');
    const event = this.sample(destination.projectId);
    const startedAtMs = this.clock.now();
    const started = performance.now();
    const request = {
      plugin,
      destination,
      source: SAMPLE_SOURCE,
      event,
      deliveryId: deliveryIdOf(event.id, 1),
      subscriptionId: NO_SUBSCRIPTION,
    };
    const result = await this.runner.run({ ...request, attempt: 1, isTest: true });
    if (result === 'shutdown') throw new Error('the relay is shutting down');
    const { outcome, reason, exchange } = verdictOf(result, resolveRetry(null, destination.retry), { slot: 0, attempts: 0 });
    return { id: this.ids.id(), startedAtMs, durationMs: Math.round(performance.now() - started), outcome, reason, exchange };
  }

  private sample(projectId: Uuid): StoredEvent {
    const nowMs = this.clock.now();
    const body = Buffer.from(
      JSON.stringify({ type: 'posthorn.test', timestamp: new Date(nowMs).toISOString(), data: { message: 'A sample from Posthorn' } }),
    );
    return {
      id: this.ids.eventId(),
      projectId,
      sourceId: SAMPLE_SOURCE.id,
      type: 'posthorn.test',
      externalId: null,
      receivedAtMs: nowMs,
      occurredAtMs: nowMs,
      method: 'POST',
      path: '',
      query: '',
      headers: ['content-type', 'application/json'],
      body,
      faults: [],
    };
  }
}
