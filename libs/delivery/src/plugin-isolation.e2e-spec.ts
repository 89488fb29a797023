import { setTimeout as delay } from 'node:timers/promises';
import { systemClock, type Route, type Uuid } from '@posthorn/contracts';
import { definePlugin, type AnyPlugin, type DeliveryResult } from '@posthorn/plugin-sdk';
import { ConfigurationCache, deliveryIdOf, DestinationHealthStore, Notifications } from '@posthorn/store';
import { beginTestProcess, newEvent, openTestDatabase, TEST_PROJECT, TEST_SOURCE, type TestDatabaseHandle } from '@posthorn/store/testing';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { AttemptDeadlines } from './attempt-deadlines.js';
import { AttemptRunner } from './attempt-runner.js';
import { DeliveryEngine } from './delivery.engine.js';
import { DeliveryMetrics } from './delivery.metrics.js';
import { DestinationDisabler } from './destination-disabler.js';
import { DestinationHealth } from './destination-health/destination-health.js';
import { HealthMetrics } from './destination-health/health-metrics.js';
import { InternalEvents } from './internal-events.js';

const PLUGINS = ['hangs', 'throws', 'well'] as const;
type Type = (typeof PLUGINS)[number];
const EVENTS = 12;
const LIMIT_MS = 10_000;

/** A destination and a subscription of each plugin share their last digits. */
const idOf = (kind: 'a' | 'b', type: Type): Uuid => `019b4132-0000-7000-8000-0000000000${kind}${PLUGINS.indexOf(type)}`;

function plugin(type: Type, deliver: () => Promise<DeliveryResult>): [Type, AnyPlugin] {
  return [type, definePlugin({ type, title: type, configSchema: z.object({}), secretsSchema: z.object({}), capabilities: {}, deliver })];
}

async function setUp(database: TestDatabaseHandle): Promise<void> {
  await database.pool.query(
    `insert into source (id, project_id, slug, name, provider, options, dedupe_window_seconds, methods, response)
     values ($1, $2, 's', 's', 'none', '{}', 60, '{POST}', '{}')`,
    [TEST_SOURCE, TEST_PROJECT],
  );
  for (const type of PLUGINS) {
    await database.pool.query(
      `insert into destination (id, project_id, name, plugin, config, timeout_ms, max_concurrency, retry)
       values ($1, $2, $3, $3, '{}', 100, 4, '{"schedule":["0s","1h"]}')`,
      [idOf('a', type), TEST_PROJECT, type],
    );
    await database.pool.query(
      `insert into subscription (id, project_id, name, destination_id, event_types) values ($1, $2, $3, $4, '{**}')`,
      [idOf('b', type), TEST_PROJECT, type, idOf('a', type)],
    );
  }
}

async function beginEngine(database: TestDatabaseHandle, plugins: ReadonlyMap<string, AnyPlugin>) {
  const process = await beginTestProcess(database);
  const { epoch, events, outcomes, queue, control } = process;
  const [logger, clock, registry] = [pino({ level: 'silent' }), systemClock, new Registry()];
  const notifications = new Notifications({ url: database.url, onError: () => undefined });
  const configuration = new ConfigurationCache(
    database.dataSource,
    notifications,
    () => '',
    () => undefined,
  );
  await configuration.reload();
  const deadlines = new AttemptDeadlines();
  const never = () => Promise.reject(new Error('nothing goes out here'));
  const runner = new AttemptRunner({ fetch: never, mail: never, defaultSmtpUrl: null, clock, logger, deadlines });
  const internalEvents = new InternalEvents({ configuration, events, clock, logger });
  const disabler = new DestinationDisabler({ dataSource: database.dataSource, configuration, control, internalEvents, clock, logger });
  const health = new DestinationHealth({
    ...{ configuration, notifications, disabler, clock, logger, store: new DestinationHealthStore(database.pool) },
    metrics: new HealthMetrics(registry),
    abandoned: () => runner.abandoned.countByPlugin(),
  });
  const engine = new DeliveryEngine({
    ...{
      epoch,
      outcomes,
      queue,
      configuration,
      deadlines,
      logger,
      clock,
      plugins,
      runner,
      disabler,
      health,
      retentionDays: 30,
      wakeOthers: () => undefined,
    },
    metrics: new DeliveryMetrics(registry),
  });
  events.setHandoff(engine);
  await engine.start();
  return { ...process, engine, registry };
}

describe('G6 isolation: a plugin that throws and one that never ends', () => {
  it('harm only their own destinations: another of the same events is served at once, and every attempt is on record', async () => {
    const database = await openTestDatabase();
    await setUp(database);
    const [arrived, thrown]: [number[], number[]] = [[], []];
    const exchange = { request: null, response: null, error: null };
    const plugins = new Map<string, AnyPlugin>([
      plugin('hangs', () => new Promise(() => undefined)),
      plugin('throws', () => {
        thrown.push(performance.now());
        throw new Error('odd');
      }),
      plugin('well', () => {
        arrived.push(performance.now());
        return Promise.resolve({ outcome: 'delivered', exchange });
      }),
    ]);
    const { engine, epoch, events, deliveries, registry } = await beginEngine(database, plugins);
    const routes = PLUGINS.map((type): Route => ({ subscriptionId: idOf('b', type), destinationId: idOf('a', type), delaySeconds: 0 }));
    const began = performance.now();
    const accepted = await Promise.all(Array.from({ length: EVENTS }, () => events.accept(newEvent({ routes }))));
    const limit = began + LIMIT_MS;
    const deliveriesOf = async (type: Type) =>
      Promise.all(accepted.map(({ eventId }) => deliveries.find(TEST_PROJECT, deliveryIdOf(eventId, PLUGINS.indexOf(type) + 1))));
    while (arrived.length < EVENTS && performance.now() < limit) await delay(5);
    expect(arrived).toHaveLength(EVENTS);
    // Four that hang hold up their own line for more than a second.
    expect(Math.max(...arrived) - began).toBeLessThan(1_000);
    const tried = async (type: Type): Promise<number> => (await deliveriesOf(type)).filter((one) => one?.attempts === 1).length;
    while ((await tried('hangs')) < 4 && performance.now() < limit) await delay(20);
    expect(await tried('hangs')).toBeGreaterThanOrEqual(4);
    // Its breaker opened at the tenth; whether a probe has followed by now is a matter of the machine, but it came no sooner than it may.
    expect(await tried('throws')).toBeGreaterThanOrEqual(10);
    expect((thrown[10] ?? Number.POSITIVE_INFINITY) - (thrown[9] ?? 0)).toBeGreaterThan(700);
    const waits = ['scheduled', 'delivering'];
    for (const type of ['hangs', 'throws'] as const) for (const one of await deliveriesOf(type)) expect(waits).toContain(one?.status);
    const metrics = await registry.metrics();
    expect(metrics).toMatch(/^posthorn_attempts_abandoned\{plugin="hangs"\} [4-9]$/m);
    expect(metrics).toMatch(/^posthorn_breakers_open\{plugin="throws"\} 1$/m);
    expect(metrics).toMatch(/^posthorn_breaker_changes_total\{plugin="throws",to="open"\} [1-3]$/m);
    expect(metrics).toMatch(/^posthorn_concurrency_limit\{plugin="well"\} 4$/m);
    expect(metrics).toMatch(/^posthorn_concurrency_limit\{plugin="hangs"\} [12]$/m);
    await engine.stop(0);
    await epoch.end();
    await database.close();
  });
});
