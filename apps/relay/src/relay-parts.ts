import { systemClock, type Clock, type DeliverySignals } from '@posthorn/contracts';
import {
  AttemptDeadlines,
  AttemptRunner,
  DeliveryEngine,
  DeliveryMetrics,
  PluginDestinationPreviewer,
  PluginDestinationTester,
  TransformPool,
  type PluginCatalog,
} from '@posthorn/delivery';
import { BodyReader, IngestMetrics, IngestService, SourceBook } from '@posthorn/ingest';
import {
  createAddressGuard,
  effectivePort,
  createGuardedFetch,
  createGuardedMail,
  createProxyRules,
  type AddressGuard,
  type ClosableGuardedFetch,
  type ProxyRules,
} from '@posthorn/outbound';
import type { Config, Logger } from '@posthorn/platform';
import {
  ConfigurationCache,
  DeliveryNotices,
  DeliveryQueue,
  EventWriter,
  LedgerTally,
  listenForNotices,
  Notifications,
  OutcomeWriter,
  ProcessEpoch,
  Retention,
  SearchKeyWriter,
  SecretCapture,
  SecretUsage,
  StatisticsSweep,
  StatisticsTally,
  Takeover,
  type OpenSecret,
} from '@posthorn/store';
import type { Registry } from 'prom-client';
import { builtInPlugins } from './built-in-plugins.js';
import { createHealth } from './create-health.js';
import { createEventUrl } from './event-url.js';
import { createKeyParts } from './key-parts.js';
import type { Storage } from './open-storage.js';
import { createRefusalReview, createRefusals } from './refusal-parts.js';

/** Bodies that are being received, all together; beyond it senders get 503. */
const MAX_BUFFERED_BYTES = 256 * 1024 * 1024;

export type RelayParts = ReturnType<typeof createParts>;

export interface RelayMaterial {
  readonly config: Config;
  readonly storage: Storage;
  readonly logger: Logger;
  readonly publicUrl: () => string;
  readonly registry: Registry;
  readonly catalog: PluginCatalog;
  readonly clock?: Clock | undefined;
}

/** Puts the libs together. Nothing runs yet. */
export function createParts({ config, storage, logger, publicUrl, registry, catalog, clock = systemClock }: RelayMaterial) {
  const { pool, dataSource } = storage.database.hot;
  const onError = (error: unknown): void => logger.error({ err: error }, 'store failed in the background');
  const epoch = new ProcessEpoch({ url: storage.databaseUrl, clock, onError });
  const notifications = new Notifications({ url: storage.databaseUrl, onError });
  const { open, seal } = boxOf(storage);
  const configuration = new ConfigurationCache(dataSource, notifications, open, onError);
  const events = new EventWriter(pool, epoch, new SearchKeyWriter(pool, epoch, { onError }));
  const tally = new LedgerTally(pool, epoch, onError);
  const { refusalKeeper, ...refusals } = createRefusals({ pool, storage, epoch, clock, tally, onError });
  const secretUsage = new SecretUsage(pool, onError);
  const statistics = new StatisticsTally({ pool, epoch, clock, onError });
  const outcomes = new OutcomeWriter(pool, epoch, statistics);
  const outbound = createOutbound(config);
  const environment = { clock, fetch: outbound.fetch };

  const notices = new DeliveryNotices(pool, onError);
  const deadlines = new AttemptDeadlines();
  const transforms = new TransformPool();
  const eventUrl = createEventUrl(config, publicUrl);
  const inside = { defaultSmtpUrl: config.smtpUrl?.reveal() ?? null, clock, logger, eventUrl };
  const runner = new AttemptRunner({ ...outbound, ...inside, builtIn: new Set(builtInPlugins.values()), deadlines, transforms });
  const engine = config.roles.includes('deliver')
    ? new DeliveryEngine({
        ...{ epoch, outcomes, configuration, plugins: catalog.plugins, runner, deadlines, clock, logger },
        queue: new DeliveryQueue(pool, epoch),
        ...createHealth({ storage, registry, configuration, notifications, events, runner, clock, logger }),
        metrics: new DeliveryMetrics(registry),
        retentionDays: config.retentionDays,
        wakeOthers: () => notices.wake(),
      })
    : null;

  if (engine) listenForNotices(notifications, engine);

  const sources = new SourceBook(environment, logger);
  const ingest = new IngestService({
    ...{ sources, configuration, events, tally, statistics, secretUsage, clock, logger, publicUrl, maxBodyBytes: config.maxBodyBytes },
    refusals: refusalKeeper,
    secretCapture: new SecretCapture({ dataSource, configuration, ids: epoch.ids, clock, seal }),
    bodies: new BodyReader(MAX_BUFFERED_BYTES),
    metrics: new IngestMetrics(registry),
  });
  const signals = signalsTo(engine, notices);
  return {
    ...{ registry, epoch, notifications, configuration, events, ...refusals, tally, statistics, secretUsage },
    ...{ outbound, environment, engine, sources, ingest, clock, transforms },
    takeover: new Takeover(pool, epoch),
    retention: new Retention(pool, { retentionDays: config.retentionDays, clock, onEnded: (ids) => signals.cancelled(ids) }),
    statisticsSweep: new StatisticsSweep(storage.database.pool, { retentionDays: config.retentionDays, clock }),
    signals,
    notices,
    refusalReview: createRefusalReview({ config, storage, events, sources, configuration, fetch: outbound.fetch, publicUrl }),
    previewer: new PluginDestinationPreviewer(configuration, catalog.plugins, inside),
    tester: new PluginDestinationTester(configuration, catalog.plugins, runner, epoch.ids, clock),
    catalog,
    ...createKeyParts(storage, epoch),
  };
}

function boxOf({ secretsBox }: Storage): { readonly open: OpenSecret; seal(text: string, context: string): Buffer } {
  return { open: (box, context) => secretsBox.decrypt(box, context), seal: (text, context) => secretsBox.encrypt(text, context) };
}

/** What a person decides is heard at once in this process, and by the others through the database. */
function signalsTo(engine: DeliverySignals | null, others: DeliverySignals): DeliverySignals {
  return {
    cancelled: (ids) => {
      engine?.cancelled(ids);
      others.cancelled(ids);
    },
    due: (destinationId) => {
      engine?.due(destinationId);
      others.due(destinationId);
    },
  };
}

interface Outbound {
  readonly guard: AddressGuard;
  readonly mailGuard: AddressGuard;
  readonly fetch: ClosableGuardedFetch;
  readonly providerFetch: ClosableGuardedFetch;
  readonly mail: ReturnType<typeof createGuardedMail>;
}

function createOutbound(config: Config): Outbound {
  const { allowedNetworks } = config;
  const guard = createAddressGuard({ allowedNetworks });
  // The mail server that the environment names may be anywhere; only mail may go there.
  const smtp = config.smtpUrl && URL.parse(config.smtpUrl.reveal());
  const allowedHosts = smtp ? [{ host: smtp.hostname, port: Number(smtp.port || (smtp.protocol === 'smtps:' ? 465 : 587)) }] : [];
  const mailGuard = createAddressGuard({ allowedNetworks, allowedHosts });
  const proxies = proxyRulesOf(config);
  // The same holds for the identity provider and the requests of signing in.
  const issuer = config.oidc && new URL(config.oidc.issuer);
  const provider = issuer ? [{ host: issuer.hostname, port: effectivePort(issuer) }] : [];
  const providerFetch = createGuardedFetch({ guard: createAddressGuard({ allowedNetworks, allowedHosts: provider }), proxies });
  return { guard, mailGuard, fetch: createGuardedFetch({ guard, proxies }), providerFetch, mail: createGuardedMail({ guard: mailGuard }) };
}

/** For every guarded fetch but the one to the relay itself. */
function proxyRulesOf({ proxies: { http, https, none } }: Pick<Config, 'proxies'>): ProxyRules {
  return createProxyRules({ http: http?.reveal() ?? null, https: https?.reveal() ?? null, none });
}
