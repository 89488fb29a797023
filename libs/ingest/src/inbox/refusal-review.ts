import {
  type AcceptObstacle,
  type GuardedFetch,
  type RefusalAcceptance,
  type RefusalFinding,
  type RefusalInbox,
  type RefusalReason,
  type Uuid,
} from '@posthorn/contracts';
import {
  NotStorableError,
  StoreUnavailableError,
  type ConfigurationCache,
  type EventWriter,
  type RefusalReader,
  type SealedRefusalRecord,
} from '@posthorn/store';
import type { Verdict, Verified } from '@posthorn/verification';
import { newEventOf, type CapturedRequest } from '../new-event-of.js';
import type { ReadySource, SourceBook } from '../source-book.js';
import { explain } from './explain.js';
import { judge } from './judge.js';
import { recentFetches } from './recent-fetches.js';
import { inboundOf, restoreRequest, type OpenCredentials } from './stored-request.js';

export interface RefusalReviewDependencies {
  readonly refusals: Pick<RefusalReader, 'findSealed' | 'noteAccepted'>;
  readonly events: Pick<EventWriter, 'accept'>;
  readonly sources: SourceBook;
  readonly configuration: Pick<ConfigurationCache, 'snapshot'>;
  readonly fetch: GuardedFetch;
  readonly open: OpenCredentials;
  readonly publicUrl: () => string;
  /** The installation's ceiling, in bytes. */
  readonly maxBodyBytes: number;
}

/** An event without an external id is made once for a refusal, whoever asks at the same time, and after a crash in between. */
const ONCE_SECONDS = 86_400;

const HANDSHAKE = { ok: false, reason: 'handshake', detail: "It is the provider's question (a handshake) and no webhook." } as const;

interface Obstacle {
  readonly reason: RefusalReason | AcceptObstacle;
  readonly detail: string;
}

type Judgement = Verified | ({ readonly ok: false } & Obstacle) | { readonly ok: false; readonly undecided: string };

/** A refusal with what is needed to judge it again. */
interface Review {
  readonly stored: SealedRefusalRecord;
  readonly source: ReadySource;
  readonly request: CapturedRequest;
}

/** Judges refusals again, as of the moment when they came, and makes events of those that somebody accepts after all. */
export class RefusalReview implements RefusalInbox {
  private readonly fetch: GuardedFetch;

  constructor(private readonly deps: RefusalReviewDependencies) {
    this.fetch = recentFetches(deps.fetch);
  }

  async diagnose(projectId: Uuid, refusalId: Uuid): Promise<readonly RefusalFinding[]> {
    const stored = await this.deps.refusals.findSealed(projectId, refusalId);
    if (!stored) return [];
    const review = this.open(stored);
    if ('reason' in review) return [finding(review)];
    const judgement = await this.judge(review);
    if (judgement.ok) return [{ code: 'accepted-now', message: 'With the configuration and the secrets of now it would be accepted.' }];
    if ('undecided' in judgement) return [{ code: 'undecided', message: judgement.undecided }];
    const { source, request } = review;
    const inbound = inboundOf(request, source.config, this.deps.publicUrl());
    const { snapshot } = this.deps.configuration;
    const neighbours = [...snapshot.sources.values()].filter(({ id, projectId: of }) => of === projectId && id !== source.config.id);
    const asked = { source: source.config, neighbours, request: inbound, reason: judgement.reason, receivedAtMs: request.receivedAtMs };
    return [finding(judgement), ...(await explain(asked, this.fetch))];
  }

  async accept(projectId: Uuid, refusalId: Uuid, { force }: { readonly force: boolean }): Promise<RefusalAcceptance> {
    const stored = await this.deps.refusals.findSealed(projectId, refusalId);
    if (!stored) return { outcome: 'not-found' };
    if (stored.acceptedEventId !== null) return { outcome: 'before', eventId: stored.acceptedEventId };
    const review = this.open(stored);
    if ('reason' in review) return { outcome: 'refused', ...review };
    const judgement = await this.judge(review);
    if (judgement.ok) return this.store(review, judgement);
    if (force && judgement !== HANDSHAKE) return this.store(review, { ok: true, secretId: null });
    if ('undecided' in judgement) return { outcome: 'unavailable', detail: judgement.undecided };
    return { outcome: 'refused', reason: judgement.reason, detail: judgement.detail };
  }

  /** What stands in the way whatever the request is like, so that no force helps. */
  private open(stored: SealedRefusalRecord): Review | Obstacle {
    const config = this.deps.configuration.snapshot.sources.get(stored.sourceId);
    const source = config && this.deps.sources.find(config.slug);
    if (!source) return { reason: 'source-gone', detail: 'Its source has been deleted.' };
    if (stored.body.length < stored.bodyBytes) {
      const kept = `${stored.body.length} of at least ${stored.bodyBytes} bytes`;
      return { reason: 'body-incomplete', detail: `Only ${kept} of its body were kept, and an event is never a part of what was sent.` };
    }
    const request = restoreRequest(stored, this.deps.open);
    if (request) return { stored, source, request };
    return { reason: 'credential-unreadable', detail: 'The credentials that came with it cannot be decrypted: their key is missing.' };
  }

  /** Every check of ingest but the rate, which is over. */
  private async judge({ stored, source, request }: Review): Promise<Judgement> {
    const { config } = source;
    const turnedAway = source.gate.wouldTurnAway({ ...request, remoteAddress: () => stored.remoteAddress });
    if (turnedAway) return { ok: false, reason: turnedAway.reason, detail: turnedAway.detail };
    const maxBytes = Math.min(config.maxBodyBytes ?? Number.POSITIVE_INFINITY, this.deps.maxBodyBytes);
    if (request.body.length > maxBytes) return { ok: false, reason: 'body-too-large', detail: `The body is over ${maxBytes} bytes.` };
    const inbound = inboundOf(request, config, this.deps.publicUrl());
    const trial = { ...config.verification, secrets: config.secrets, request: inbound, nowMs: request.receivedAtMs };
    const verdict: Verdict | null = await judge(trial, this.fetch);
    if (!verdict) return { ok: false, reason: 'source-unusable', detail: 'The scheme or the secrets of its source cannot be used.' };
    // A provider's question is answered when it is asked; there is nothing to make an event of.
    if (verdict.ok && 'handshake' in verdict && verdict.handshake) return HANDSHAKE;
    if (verdict.ok) return verdict;
    return verdict.unavailable ? { ok: false, undecided: verdict.detail } : { ok: false, reason: verdict.reason, detail: verdict.detail };
  }

  private async store({ stored, source, request }: Review, verified: Verified): Promise<RefusalAcceptance> {
    const event = newEventOf(source, this.deps.sources.router, request, verified);
    // A NUL cannot stand in an external id: what a sender chooses is never taken for this.
    const once = event.externalId === null ? { onceAs: `\0refusal:${stored.id}`, dedupeWindowSeconds: ONCE_SECONDS } : {};
    try {
      const { eventId, duplicate } = await this.deps.events.accept({ ...event, ...once });
      await this.deps.refusals.noteAccepted(stored.id, eventId);
      if (!duplicate) return { outcome: 'accepted', eventId };
      return { outcome: event.externalId === null ? 'before' : 'duplicate', eventId };
    } catch (error) {
      if (error instanceof NotStorableError)
        return { outcome: 'refused', reason: 'not-storable', detail: 'The database refuses this record.' };
      if (error instanceof StoreUnavailableError) return { outcome: 'unavailable', detail: 'It could not be stored now; try again.' };
      throw error;
    }
  }
}

function finding({ reason, detail }: Obstacle): RefusalFinding {
  return { code: reason, message: detail };
}
