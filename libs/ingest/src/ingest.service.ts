import type { IncomingMessage, ServerResponse } from 'node:http';
import { EVENT_METHODS, type Clock, type RefusalReason } from '@posthorn/contracts';
import { RuleContext, storableExternalId } from '@posthorn/routing';
import {
  NotStorableError,
  StoreUnavailableError,
  type ConfigurationCache,
  type EventWriter,
  type LedgerTally,
  type RefusalWriter,
  type SecretUsage,
} from '@posthorn/store';
import type { Refused, Verdict, Verified } from '@posthorn/verification';
import type { Logger } from 'pino';
import type { BodyReader } from './body-reader.js';
import { redactCredentials } from './credential-redaction.js';
import { ingestAnswer } from './ingest-answer.js';
import { parseIngestUrl, type IngestUrl } from './ingest-url.js';
import type { IngestMetrics } from './ingest.metrics.js';
import type { ReadySource, SourceBook } from './source-book.js';

export interface IngestDependencies {
  readonly sources: SourceBook;
  readonly configuration: Pick<ConfigurationCache, 'isFresh' | 'look'>;
  readonly events: EventWriter;
  readonly refusals: RefusalWriter;
  readonly tally: LedgerTally;
  readonly secretUsage: SecretUsage;
  readonly bodies: BodyReader;
  readonly metrics: IngestMetrics;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Encrypts the credentials of a refused request. */
  readonly seal: (text: string, context: string) => Buffer;
  /** The URL that senders see, without a trailing slash; some providers sign it. */
  readonly publicUrl: () => string;
  /** The installation's ceiling, in bytes. */
  readonly maxBodyBytes: number;
}

/** A request to a known source, as it goes through the steps. */
interface Inbound {
  readonly source: ReadySource;
  readonly url: IngestUrl;
  readonly method: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Worked out only where it is kept. */
  readonly remoteAddress: () => string;
  readonly receivedAtMs: number;
}

interface Refusal {
  readonly reason: RefusalReason;
  readonly detail: string;
  readonly body: Buffer;
  readonly bodyBytes: number;
}

const NO_BYTES = Buffer.alloc(0);
/** Nobody can tell now whether there is such a source. */
const UNKNOWN = Symbol('unknown');

/** Receives webhooks: source, method, body, verification, extraction, routing, store, answer. No step asks the database but the last. */
export class IngestService {
  constructor(private readonly deps: IngestDependencies) {}

  /** Always answers, unless the sender has gone. */
  async handle(request: IncomingMessage, response: ServerResponse, remoteAddress: () => string): Promise<void> {
    try {
      await this.receive(request, response, remoteAddress);
    } catch (error) {
      this.deps.logger.error({ err: error }, 'request to a source failed');
      this.unavailable(response);
    }
  }

  private async receive(request: IncomingMessage, response: ServerResponse, remoteAddress: () => string): Promise<void> {
    const url = parseIngestUrl(request.url ?? '');
    // Operators may have revoked what this process still believes: better to be asked again.
    if (!this.deps.configuration.isFresh) return this.unavailable(response);
    const source = url && (this.deps.sources.find(url.slug) ?? (await this.findNew(url.slug)));
    if (source === UNKNOWN) return this.unavailable(response);
    if (!url || !source?.config.enabled) {
      this.deps.metrics.count('unknown-source');
      return ingestAnswer.unknown(response);
    }
    const method = request.method ?? '';
    if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') {
      this.deps.metrics.count('handshake');
      this.deps.tally.count('handshakes', source.config.id, this.deps.clock.now());
      return ingestAnswer.page(response, method, source.config.methods);
    }
    const inbound: Inbound = { source, url, method, request, response, remoteAddress, receivedAtMs: this.deps.clock.now() };
    if (!EVENT_METHODS.some((one) => one === method) || !source.config.methods.includes(method)) return this.refuseMethod(inbound);
    const limit = Math.min(source.config.maxBodyBytes ?? Number.POSITIVE_INFINITY, this.deps.maxBodyBytes);
    const read = await this.deps.bodies.read(request, limit);
    switch (read.kind) {
      case 'aborted':
        return this.deps.metrics.count('aborted');
      case 'overloaded':
        return this.unavailable(response);
      case 'too-large':
        this.keep(inbound, {
          reason: 'body-too-large',
          detail: `The body is over ${limit} bytes.`,
          body: read.body,
          bodyBytes: read.bytes,
        });
        return ingestAnswer.tooLarge(response);
      case 'read':
        return this.verify(inbound, read.body);
    }
  }

  /** Another process may have made the source a moment ago: one look at the database, shared by all who ask at once. */
  private async findNew(slug: string): Promise<ReadySource | typeof UNKNOWN | undefined> {
    try {
      await this.deps.configuration.look();
    } catch {
      // The timer's own checks log it; a line for each guess at a URL would fill the disk.
      return UNKNOWN;
    }
    return this.deps.sources.find(slug);
  }

  private refuseMethod(inbound: Inbound): void {
    const { methods } = inbound.source.config;
    this.keep(inbound, { reason: 'method', detail: `${inbound.method} is not allowed here.`, body: NO_BYTES, bodyBytes: 0 });
    ingestAnswer.refused(inbound.response, 405, { allow: [...methods, 'GET', 'HEAD', 'OPTIONS'].join(', ') });
  }

  private async verify(inbound: Inbound, body: Buffer): Promise<void> {
    const { source, request, url } = inbound;
    // Its scheme or secrets became unusable: whoever sends must not lose the event over the operator's mistake.
    if (!source.verifier) return this.unavailable(inbound.response);
    const answer = source.verifier.verify({
      method: inbound.method,
      url: this.deps.publicUrl() + (request.url ?? ''),
      query: url.query,
      headers: request.rawHeaders,
      body,
    });
    const verdict: Verdict = answer instanceof Promise ? await answer : answer;
    if (verdict.ok) return this.accept(inbound, body, verdict);
    if (verdict.unavailable) {
      this.deps.logger.warn({ sourceId: source.config.id, detail: verdict.detail }, 'verification not possible now');
      return this.unavailable(inbound.response);
    }
    this.refuseUnverified(inbound, body, verdict);
  }

  private refuseUnverified(inbound: Inbound, body: Buffer, { reason, detail }: Refused): void {
    this.keep(inbound, { reason, detail, body, bodyBytes: body.length });
    const challenge = inbound.source.verifier?.challenge;
    ingestAnswer.refused(inbound.response, 401, challenge ? { 'www-authenticate': challenge } : {});
  }

  private async accept(inbound: Inbound, body: Buffer, verified: Verified): Promise<void> {
    const { source, url, request, response } = inbound;
    const { config } = source;
    if (verified.secretId !== null) this.deps.secretUsage.note(verified.secretId, inbound.receivedAtMs);
    const contentType = request.headers['content-type'] ?? null;
    const context = new RuleContext({ headers: request.rawHeaders, query: url.query, body, contentType });
    const { type, externalId, occurredAtMs, faults } = source.extract(context);
    const { headers, query } = redactCredentials(request.rawHeaders, url.query, source.verifier?.credentials ?? { headers: [], query: [] });
    try {
      const accepted = await this.deps.events.accept({
        projectId: config.projectId,
        sourceId: config.id,
        type,
        externalId: externalId ?? (source.takesSchemeId && verified.externalId ? storableExternalId(verified.externalId) : null),
        dedupeWindowSeconds: config.dedupeWindowSeconds,
        receivedAtMs: inbound.receivedAtMs,
        occurredAtMs,
        method: inbound.method,
        path: url.path,
        query,
        headers,
        body,
        faults,
        ...this.deps.sources.router.routesFor(config, type, context, { headers, query, path: url.path }),
      });
      this.deps.metrics.count(accepted.duplicate ? 'duplicate' : 'accepted');
      if (accepted.duplicate) this.deps.tally.count('duplicates', config.id, inbound.receivedAtMs);
      ingestAnswer.accepted(response, config, accepted);
    } catch (error) {
      if (error instanceof StoreUnavailableError) return this.unavailable(response);
      if (!(error instanceof NotStorableError)) throw error;
      this.keep(inbound, { reason: 'not-storable', detail: 'The database refuses this record.', body, bodyBytes: body.length });
      ingestAnswer.refused(response, 422);
    }
  }

  private unavailable(response: ServerResponse): void {
    this.deps.metrics.count('unavailable');
    if (!response.headersSent) ingestAnswer.unavailable(response);
  }

  private keep(inbound: Inbound, refusal: Refusal): void {
    const { source, url, request, method, remoteAddress, receivedAtMs } = inbound;
    const { id: sourceId, projectId } = source.config;
    const { headers, query, taken } = redactCredentials(
      request.rawHeaders,
      url.query,
      source.verifier?.credentials ?? { headers: [], query: [] },
    );
    const credentials = taken && this.deps.seal(JSON.stringify(taken), `refusal:${sourceId}`);
    const head = { method, path: url.path, query, headers };
    const kept = this.deps.refusals.add({
      ...head,
      ...refusal,
      projectId,
      sourceId,
      receivedAtMs,
      credentials,
      remoteAddress: remoteAddress(),
    });
    this.deps.metrics.refused(refusal.reason, kept);
  }
}
