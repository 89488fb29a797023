import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FirstOperator } from '@posthorn/admin';
import type { Clock } from '@posthorn/contracts';
import { CustomPluginMetrics, loadCustomPlugins, type PluginCatalog } from '@posthorn/delivery';
import {
  ConfigError,
  createMetricsRegistry,
  createValidationPipe,
  NestLogger,
  ProblemFilter,
  ReadinessChecks,
  type Config,
  type Logger,
} from '@posthorn/platform';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { prepareAdmin } from './admin-binding.js';
import { AppModule, type AppOptions } from './app.module.js';
import { builtInPlugins } from './built-in-plugins.js';
import { Housekeeping } from './housekeeping.js';
import { COMMIT_DEADLINE_MS, leaveToOthers, UnknownActiveKeyError, type KeyRing } from '@posthorn/store';
import { AdminPort, closeIdle, fastifyOptions, ingestDoor, type ServerTimeouts } from './http-server.js';
import { layFoundation, openStorage, type Storage } from './open-storage.js';
import { createParts, type RelayParts } from './relay-parts.js';

/** Of the ten seconds that a shutdown may take, what attempts under way get to end by themselves. */
const ATTEMPT_GRACE_MS = 7_000;
/** Whose commit takes longer is told 503 by then; a takeover finds what was stored all the same. */
const ACCEPT_GRACE_MS = COMMIT_DEADLINE_MS;

export interface RelayOptions {
  readonly clock?: Clock;
  /** What else must have a change of the configuration before it is answered, given how this process applies one. */
  readonly siblings?: (apply: () => Promise<void>) => () => Promise<void>;
  readonly timeouts?: ServerTimeouts;
  /** Path of the file with the generated keys, which this worker's primary keeps. */
  readonly keyFile?: string;
}

/** A running relay. */
export interface Relay {
  /** The URL that senders see, without a trailing slash. */
  readonly publicUrl: string;
  /** `null` = this process has no admin role. */
  readonly adminUrl: string | null;
  /** `null` = there was an operator already. */
  readonly operator: FirstOperator | null;
  /** Stops accepting, finishes what is in flight, leaves the rest in the queue. */
  stop(): Promise<void>;
}

/** Starts everything that the configuration asks for in this process. Rejects with nothing left running. */
export async function startRelay(config: Config, logger: Logger, options: RelayOptions = {}): Promise<Relay> {
  for (const warning of config.warnings) logger.warn({ warning }, 'configuration');
  const foundation = await layFoundation(config, logger, options.keyFile);
  let storage: Storage | null = null;
  try {
    storage = await openStorage(foundation, logger);
    const relay = await run(config, logger, storage, options);
    return { ...relay, stop: once(() => relay.stop().finally(() => foundation.stop())) };
  } catch (error) {
    // Closing twice is no harm: what had begun has stopped already.
    await storage?.close().catch(() => undefined);
    await foundation.stop();
    throw error;
  }
}

async function run(config: Config, logger: Logger, storage: Storage, options: RelayOptions): Promise<Relay> {
  let publicUrl = config.publicUrl ?? '';
  let adminUrl = config.adminUrl ?? '';
  const registry = createMetricsRegistry();
  const catalog = await loadPlugins(config, logger, registry);
  const parts = createParts({ config, storage, logger, publicUrl: () => publicUrl, registry, catalog, clock: options.clock });
  const housekeeping = new Housekeeping({ ...parts, database: storage.database, onQueued: () => parts.engine?.due(), logger });
  let app: NestFastifyApplication | null = null;
  let adminPort: AdminPort | null = null;
  const stop = async (): Promise<void> => {
    app?.get(ReadinessChecks).stop();
    housekeeping.stop();
    // One that fails, as all that ask a database which is away do, must not keep the others from being done.
    const step = (work: Promise<unknown> | null | undefined): Promise<unknown> =>
      Promise.resolve(work).catch((error: unknown) => logger.warn({ err: error }, 'a step of the shutdown failed'));
    await Promise.all([step(adminPort?.close()), step(app && closeIdle(app.getHttpServer(), app.close())), step(drain(parts))]);
    parts.transforms.close();
    catalog.close();
    // No request is left that could be counted.
    await step(parts.tally.flush());
    await step(parts.statistics.flush());
    await step(parts.events.searchKeys.flush());
    parts.configuration.stop();
    await step(parts.notifications.stop());
    await step(parts.epoch.end());
    await step(parts.outbound.fetch.close());
    await step(parts.outbound.providerFetch.close());
    parts.outbound.mail.close();
    await step(storage.close());
  };
  try {
    await startParts(parts, housekeeping, options);
    app = await createApp({ config, logger, storage, parts, publicUrl: () => publicUrl, adminUrl: () => adminUrl }, options);
    const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
    adminPort = config.adminPort === null ? null : new AdminPort(fastify);
    const operator = await prepareAdmin(app, config);
    await app.listen({ port: config.port, host: config.host });
    const address = app.getHttpServer().address() as AddressInfo;
    publicUrl ||= httpUrl(config.host, address.port);
    const adminAt = adminPort ? httpUrl(config.host, await adminPort.listen(config.adminPort ?? 0, config.host)) : publicUrl;
    adminUrl ||= adminPort ? adminAt : publicUrl;
    return { publicUrl, adminUrl: config.roles.includes('admin') ? adminAt : null, operator, stop };
  } catch (error) {
    await stop();
    throw portTaken(error) ?? error;
  }
}

/** Custom plugins of a process that neither delivers nor judges what operators write are none of its business. */
function loadPlugins({ plugins, roles }: Config, logger: Logger, registry: Registry): Promise<PluginCatalog> {
  const entries = roles.includes('deliver') || roles.includes('admin') ? plugins : [];
  const metrics = new CustomPluginMetrics(registry);
  return loadCustomPlugins({ entries, builtIn: builtInPlugins, workingDir: process.cwd(), metrics, logger });
}

async function startParts(parts: RelayParts, housekeeping: Housekeeping, { siblings }: RelayOptions): Promise<void> {
  const { epoch, configuration, engine } = parts;
  await epoch.begin();
  await beginKeys(parts.keyRing);
  await housekeeping.start();
  await parts.notifications.start();
  await configuration.start();
  configuration.onChange((snapshot) => parts.sources.apply(snapshot));
  if (siblings) configuration.setSiblings(siblings(() => configuration.reload()));
  // Without a part of its own that delivers, this process leaves every route in the queue and wakes those that have one.
  parts.events.setHandoff(engine ?? leaveToOthers(() => parts.notices.wake()));
  await engine?.start();
}

/** Before anything is sealed or opened. */
async function beginKeys(keyRing: KeyRing): Promise<void> {
  await keyRing.begin().catch((error: unknown) => {
    if (!(error instanceof UnknownActiveKeyError)) throw error;
    const message = `this installation encrypts with the key "${error.keyId}", which is not here; add it`;
    throw new ConfigError([{ variable: 'POSTHORN_ENCRYPTION_KEYS', message }]);
  });
}

/** The commonest fault of a start, in words. */
function portTaken(error: unknown): ConfigError | null {
  if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 'EADDRINUSE') return null;
  const port = 'port' in error ? String(error.port) : '';
  return new ConfigError([
    { variable: 'POSTHORN_PORT', message: `port ${port} is taken by another program; choose another, or stop that one` },
  ]);
}

async function createApp(options: AppOptions, { timeouts }: RelayOptions): Promise<NestFastifyApplication> {
  const { config, logger, storage, parts } = options;
  const door = config.roles.includes('ingest') ? ingestDoor(parts.ingest, config) : () => false;
  const adapter = new FastifyAdapter(fastifyOptions(config, door, timeouts));
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(options), adapter, {
    logger: new NestLogger(logger),
    abortOnError: false,
    bodyParser: false,
  });
  acceptOnlyJson(app.getHttpAdapter().getInstance());
  app.useGlobalFilters(app.get(ProblemFilter));
  app.useGlobalPipes(createValidationPipe());
  const readiness = app.get(ReadinessChecks);
  readiness.register('database', async () => void (await storage.database.hot.pool.query('select 1')));
  readiness.register('epoch', () => (parts.epoch.mayAttempt ? Promise.resolve() : Promise.reject(new Error('the epoch is not renewed'))));
  return app;
}

/** The admin API speaks JSON and nothing else: any other type is 415. Many clients announce JSON where they send no body: that is none. */
function acceptOnlyJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body, done);
  });
}

/** New requests are refused by now: what was accepted gets its fate, and what is under way its end. */
async function drain(parts: RelayParts): Promise<void> {
  const began = performance.now();
  await Promise.race([parts.events.drained(), delay(ACCEPT_GRACE_MS, undefined, { ref: false })]);
  await parts.engine?.stop(ATTEMPT_GRACE_MS - (performance.now() - began));
  await parts.refusals.drained();
  await parts.secretUsage.flush();
}

/** What a person on this machine can open; an address that means all of them cannot be opened. */
function httpUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => (running ??= work());
}
