import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, RefusalReason } from '@posthorn/contracts';
import {
  MAX_KEPT_BODY_BYTES,
  NotStorableError,
  StoreUnavailableError,
  type ConfigurationCache,
  type EventWriter,
  type LedgerTally,
  type SecretCapture,
  type SecretUsage,
  type StatisticsTally,
} from '@posthorn/store';
import type { HandshakeReply, InboundRequest, Refused, Verdict, Verified } from '@posthorn/verification';
import type { Logger } from 'pino';
import type { BodyReader } from './body-reader.js';
import { ingestAnswer } from './ingest-answer.js';
import { parseIngestUrl, type IngestUrl } from './ingest-url.js';
import type { IngestMetrics } from './ingest.metrics.js';
import { newEventOf } from './new-event-of.js';
import type { Refusal, RefusalKeeper, RefusedRequest } from './refusal-keeper.js';
import type { ReadySource, SourceBook } from './source-book.js';
import type { TurnedAway } from './source-gate.js';
import { UndecidedLog } from './undecided-log.js';

export interface IngestDependencies {
  readonly sources: SourceBook;
  readonly configuration: Pick<ConfigurationCache, 'isFresh' | 'look'>;
  readonly events: EventWriter;
  readonly refusals: RefusalKeeper;
  readonly tally: LedgerTally;
  readonly statistics: Pick<StatisticsTally, 'request'>;
  readonly secretUsage: SecretUsage;
  readonly secretCapture: SecretCapture;
  readonly bodies: BodyReader;
  readonly metrics: IngestMetrics;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The URL that senders see, without a trailing slash; some providers sign it. */
  readonly publicUrl: () => string;
  /** The installation's ceiling, in bytes. */
  readonly maxBodyBytes: number;
}

/** A request to a known source, as it goes through the steps. */
interface Inbound extends RefusedRequest {
  readonly url: IngestUrl;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const NO_BYTES = Buffer.alloc(0);
/** Nobody can tell now whether there is such a source. */
const UNKNOWN = Symbol('unknown');

/** Receives webhooks: source, gate, body, verification, extraction, routing, store, answer. No step asks the database but the last. */
export class IngestService {
  private readonly undecided: UndecidedLog;

  constructor(private readonly deps: IngestDependencies) {
    this.undecided = new UndecidedLog(deps.logger, deps.clock);
  }

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
      this.countHandshake(source, this.deps.clock.now());
      const reply = source.verifier?.greet?.(this.asVerified(request, url, NO_BYTES));
      return reply ? ingestAnswer.handshake(response, reply) : ingestAnswer.page(response, method, source.config, this.bodyLimitOf(source));
    }
    // Its scheme or secrets became unusable: whoever sends must not lose the event over the operator's mistake, and where its credentials
    // stand, which no refusal may show, nobody knows.
    if (!source.verifier) return this.unavailable(response);
    const inbound: Inbound = { source, url, method, request, response, remoteAddress, receivedAtMs: this.deps.clock.now() };
    const turnedAway = source.gate.turnAway({ method, headers: request.rawHeaders, remoteAddress });
    if (turnedAway) return this.turnAway(inbound, turnedAway);
    const limit = this.bodyLimitOf(source);
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
        return ingestAnswer.cutShort(response, 413);
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

  private bodyLimitOf({ config }: ReadySource): number {
    return Math.min(config.maxBodyBytes ?? Number.POSITIVE_INFINITY, this.deps.maxBodyBytes);
  }

  /** The body is read only to be kept with the refusal: without it nobody could accept the request after all. */
  private async turnAway(inbound: Inbound, { reason, detail, status, headers }: TurnedAway): Promise<void> {
    const { request, response, source } = inbound;
    if (!this.deps.refusals.hasRoom(inbound)) {
      this.deps.refusals.countOnly(inbound);
      this.countRefusal(inbound, reason, false);
      return ingestAnswer.refused(response, status, headers);
    }
    const read = await this.deps.bodies.read(request, Math.min(this.bodyLimitOf(source), MAX_KEPT_BODY_BYTES));
    if (read.kind === 'aborted') return this.deps.metrics.count('aborted');
    if (read.kind === 'overloaded') return this.unavailable(response);
    const { body } = read;
    if (read.kind === 'read') {
      this.keep(inbound, { reason, detail, body, bodyBytes: body.length });
      return ingestAnswer.refused(response, status, headers);
    }
    this.keep(inbound, { reason, detail, body, bodyBytes: read.bytes });
    ingestAnswer.cutShort(response, status, headers);
  }

  private async verify(inbound: Inbound, body: Buffer): Promise<void> {
    const { source, request, url } = inbound;
    if (!source.verifier) return this.unavailable(inbound.response);
    const answer = source.verifier.verify(this.asVerified(request, url, body));
    const verdict: Verdict = answer instanceof Promise ? await answer : answer;
    if (verdict.ok) return verdict.handshake ? this.answerHandshake(inbound, verdict.handshake) : this.accept(inbound, body, verdict);
    if (verdict.unavailable) {
      this.undecided.note(source.config.id, verdict.detail);
      return this.unavailable(inbound.response);
    }
    this.refuseUnverified(inbound, body, verdict);
  }

  private asVerified(request: IncomingMessage, url: IngestUrl, body: Buffer): InboundRequest {
    const { method = '', rawHeaders: headers, url: target = '' } = request;
    return { method, url: this.deps.publicUrl() + target, query: url.query, headers, body };
  }

  private async answerHandshake({ source, response, receivedAtMs }: Inbound, reply: HandshakeReply): Promise<void> {
    const { newSecret } = reply;
    // Another process or request may have been faster: asked again, the provider is judged by what is known then.
    if (newSecret && !(await this.deps.secretCapture.capture(source.config.id, newSecret.value, newSecret.onlyFirst)))
      return this.unavailable(response);
    this.countHandshake(source, receivedAtMs);
    ingestAnswer.handshake(response, reply);
  }

  private refuseUnverified(inbound: Inbound, body: Buffer, { reason, detail }: Refused): void {
    this.keep(inbound, { reason, detail, body, bodyBytes: body.length });
    const challenge = inbound.source.verifier?.challenge;
    ingestAnswer.refused(inbound.response, inbound.source.refusedStatus, challenge ? { 'www-authenticate': challenge } : {});
  }

  private async accept(inbound: Inbound, body: Buffer, verified: Verified): Promise<void> {
    const { source, url, request, response, receivedAtMs } = inbound;
    if (verified.secretId !== null) this.deps.secretUsage.note(verified.secretId, receivedAtMs);
    try {
      const captured = { method: inbound.method, path: url.path, query: url.query, headers: request.rawHeaders, body, receivedAtMs };
      const accepted = await this.deps.events.accept(newEventOf(source, this.deps.sources.router, captured, verified));
      this.deps.metrics.count(accepted.duplicate ? 'duplicate' : 'accepted');
      if (accepted.duplicate) this.deps.tally.count('duplicates', source.config.id, receivedAtMs);
      this.deps.statistics.request(accepted.duplicate ? 'duplicates' : 'accepted', source.config.projectId, receivedAtMs);
      ingestAnswer.accepted(response, source, accepted);
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
    this.countRefusal(inbound, refusal.reason, this.deps.refusals.keep(inbound, refusal));
  }

  private countRefusal({ source, receivedAtMs }: Inbound, reason: RefusalReason, kept: boolean): void {
    this.deps.metrics.refused(reason, kept);
    this.deps.statistics.request('refused', source.config.projectId, receivedAtMs);
  }

  private countHandshake({ config }: ReadySource, receivedAtMs: number): void {
    this.deps.metrics.count('handshake');
    this.deps.tally.count('handshakes', config.id, receivedAtMs);
    this.deps.statistics.request('handshakes', config.projectId, receivedAtMs);
  }
}
