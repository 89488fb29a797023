import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson } from '@posthorn/contracts';
import { LOGGER, ProblemError, SecretsBox, type Logger } from '@posthorn/platform';
import { IdempotencyStore, type KnownKey } from '@posthorn/store';
import { IdempotencyClaim } from './idempotency-claim.js';

const FIELD = 'Idempotency-Key';
const KEY_PURPOSE = 'idempotency';
/** Printable ASCII, as clients send UUIDs, or the quoted text of the IETF's draft. */
const KEY = /^[\x21-\x7e]{1,255}$/;
/** An answer over this, which only an accepted refusal with a large body can be, is not kept: asked again, it gives the same event. */
const MAX_ANSWER_CHARACTERS = 1_048_576;

/** An answer as it was given, of what can differ between two. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface IdempotentRequest {
  /** What the header says. */
  readonly key: string;
  readonly actorId: string;
  readonly method: string;
  /** The project is part of it. */
  readonly path: string;
  readonly body: unknown;
}

/** What becomes of a request with an `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header). */
@Injectable()
export class Idempotency {
  constructor(
    private readonly store: IdempotencyStore,
    private readonly box: SecretsBox,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The claim of a first request, or the answer that it got. Throws `invalid` for another body and `conflict` while the first is under way. */
  async begin(request: IdempotentRequest): Promise<IdempotencyClaim | KeptAnswer> {
    if (!KEY.test(request.key)) throw invalid('An Idempotency-Key is 1 to 255 printable characters without spaces.');
    const key = createHash('sha256')
      .update(JSON.stringify([request.actorId, request.method, request.path, request.key]))
      .digest();
    const [fingerprint, ...older] = this.fingerprints(request.body);
    if (!fingerprint) throw new Error('unreachable: a secrets box has a key');
    const claim = new IdempotencyClaim(this.store, { key, claim: randomUUID() });
    const known = await this.store.claim(claim.held, fingerprint);
    if (!known) return claim;
    if (![fingerprint, ...older].some((one) => one.equals(known.fingerprint) && timingSafeEqual(one, known.fingerprint))) {
      throw invalid('This Idempotency-Key came before, with another body.');
    }
    return this.open(key, known);
  }

  /** Keeps what can be asked for again, the answer of what was created; lets go of the key otherwise. */
  async keep(claim: IdempotencyClaim, answer: KeptAnswer): Promise<void> {
    const text = answer.status === 201 || answer.status === 202 ? JSON.stringify(answer) : null;
    if (text === null || text.length > MAX_ANSWER_CHARACTERS) return this.release(claim);
    const box = this.box.encrypt(text, contextOf(claim.held.key));
    // What was asked for is done: the caller must hear of it, and a repeat is refused rather than done again.
    await this.store.keep(claim.held, box, idIn(answer.body)).catch((error: unknown) => this.warn(error));
  }

  /** Unless a change has been made, which a repeat must not make again. */
  async release(claim: IdempotencyClaim): Promise<void> {
    if (!claim.isSpent) await this.store.release(claim.held).catch((error: unknown) => this.warn(error));
  }

  private open(key: Buffer, { answer }: KnownKey): KeptAnswer {
    if (answer) return JSON.parse(this.box.decrypt(answer, contextOf(key))) as KeptAnswer;
    throw new ProblemError('conflict', {
      detail: 'The first request with this Idempotency-Key is under way, or broke off after its change: look whether that is there.',
    });
  }

  /** One for each key that the box has, the current one first. Keyed, since a body may hold a password that a plain digest would betray. */
  private fingerprints(body: unknown): Buffer[] {
    const text = canonicalJson(body ?? null);
    return this.box.deriveKeys(KEY_PURPOSE).map(({ key }) => createHmac('sha256', key).update(text).digest());
  }

  private warn(error: unknown): void {
    this.logger.warn({ err: error }, 'a record of an Idempotency-Key could not be written');
  }
}

const contextOf = (key: Buffer): string => `idempotency:${key.toString('hex')}`;
const invalid = (message: string): ProblemError => new ProblemError('invalid', { errors: [{ field: FIELD, code: 'invalid', message }] });

function idIn(body: unknown): string | null {
  return typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string' ? body.id : null;
}
