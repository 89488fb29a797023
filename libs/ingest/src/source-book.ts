import type { SourceConfig, SourceResponse, SubscriptionConfig } from '@posthorn/contracts';
import {
  createExtractor,
  createRouter,
  createSearchKeyReader,
  resolveRetry,
  type Extractor,
  type Router,
  type SearchKeyReader,
} from '@posthorn/routing';
import type { ConfigurationSnapshot } from '@posthorn/store';
import { findScheme, responseInForce, type Verifier, type VerifierEnvironment } from '@posthorn/verification';
import type { Logger } from 'pino';
import { SourceGate } from './source-gate.js';

/** A source made ready for requests: keys imported, rules compiled. */
export interface ReadySource {
  readonly config: SourceConfig;
  /** `null` = its scheme or secrets cannot be used any more; it answers 503 until somebody mends it. */
  readonly verifier: Verifier | null;
  readonly gate: SourceGate;
  readonly extract: Extractor;
  readonly searchKeysIn: SearchKeyReader;
  /** The scheme's own id counts only where the source brings no rule. */
  readonly takesSchemeId: boolean;
  readonly response: SourceResponse;
  /** Of a request whose signature or credential is not good. */
  readonly refusedStatus: number;
}

/** The sources and routes of now, compiled once for each change of their configuration. */
export class SourceBook {
  private bySlug = new Map<string, ReadySource>();
  private byFingerprint = new Map<string, ReadySource>();
  private current: Router = createRouter([]);

  constructor(
    private readonly environment: VerifierEnvironment,
    private readonly logger: Logger,
  ) {}

  get router(): Router {
    return this.current;
  }

  find(slug: string): ReadySource | undefined {
    return this.bySlug.get(slug);
  }

  apply(snapshot: ConfigurationSnapshot): void {
    const bySlug = new Map<string, ReadySource>();
    const byFingerprint = new Map<string, ReadySource>();
    for (const [slug, config] of snapshot.sourcesBySlug) {
      // Unchanged sources keep their verifier, and with it what it has fetched and cached.
      const fingerprint = JSON.stringify(config);
      const ready = this.byFingerprint.get(fingerprint) ?? this.compile(config);
      byFingerprint.set(fingerprint, ready);
      bySlug.set(slug, ready);
    }
    this.bySlug = bySlug;
    this.byFingerprint = byFingerprint;
    this.current = createRouter([...snapshot.subscriptions.values()].map((subscription) => withFirstDelay(subscription, snapshot)));
  }

  private compile(config: SourceConfig): ReadySource {
    const scheme = findScheme(config.verification.provider);
    const compiled = scheme?.compile(config.verification.options, config.secrets, this.environment);
    if (!compiled?.ok) this.logger.error({ sourceId: config.id, provider: config.verification.provider }, 'source cannot verify');
    const extract = createExtractor({
      eventType: config.eventType ?? scheme?.defaults?.eventType ?? null,
      externalId: config.externalId ?? scheme?.defaults?.externalId ?? null,
      occurredAt: config.occurredAt ?? scheme?.defaults?.occurredAt ?? null,
    });
    return {
      gate: new SourceGate(config, this.environment.clock),
      ...{
        config,
        verifier: compiled?.ok ? compiled.verifier : null,
        extract,
        searchKeysIn: createSearchKeyReader(config.searchKeys),
        takesSchemeId: config.externalId === null,
      },
      response: responseInForce(config.response, scheme),
      refusedStatus: scheme?.refusedStatus ?? 401,
    };
  }
}

/** A schedule may put its first attempt off as well: to the route that is part of its delay. */
function withFirstDelay(subscription: SubscriptionConfig, { destinations }: ConfigurationSnapshot): SubscriptionConfig {
  const { delaysMs } = resolveRetry(subscription.retry, destinations.get(subscription.destinationId)?.retry ?? null);
  const firstSeconds = Math.ceil((delaysMs[0] ?? 0) / 1_000);
  return firstSeconds === 0 ? subscription : { ...subscription, delaySeconds: subscription.delaySeconds + firstSeconds };
}
