import { hash } from 'node:crypto';
import type { Clock } from '@posthorn/contracts';

/** Answers that are kept; at some hundred bytes each. */
const MAX_ANSWERS = 1_000;
/** Questions that are under way at once: a flood of invented tokens must not become a flood on the authorization server. */
const MAX_IN_FLIGHT = 64;

interface Kept<Answer> {
  readonly answer: Answer;
  readonly endsAtMs: number;
}

/** Answers about tokens, by the tokens' SHA-256 so that no token stays in memory. The least recently used goes first. */
export class IntrospectionCache<Answer> {
  private readonly kept = new Map<string, Kept<Answer>>();
  private readonly inFlight = new Map<string, Promise<Answer>>();

  constructor(
    private readonly clock: Clock,
    /** Milliseconds for which an answer may be repeated. */
    private readonly lifetimeMs: (answer: Answer, nowMs: number) => number,
  ) {}

  /** The kept answer, or that of one question which all who ask at the same time share. `null`: too many questions are under way. */
  async get(token: string, ask: () => Promise<Answer>): Promise<Answer | null> {
    const key = hash('sha256', token, 'base64');
    const known = this.recall(key);
    if (known) return known.answer;
    const pending = this.inFlight.get(key);
    if (pending) return pending;
    if (this.inFlight.size >= MAX_IN_FLIGHT) return null;
    const question = ask();
    this.inFlight.set(key, question);
    try {
      const answer = await question;
      this.keep(key, answer);
      return answer;
    } finally {
      this.inFlight.delete(key);
    }
  }

  private recall(key: string): Kept<Answer> | undefined {
    const known = this.kept.get(key);
    if (!known) return undefined;
    this.kept.delete(key);
    if (known.endsAtMs <= this.clock.now()) return undefined;
    // Put back at the end: a Map keeps the order of insertion.
    this.kept.set(key, known);
    return known;
  }

  private keep(key: string, answer: Answer): void {
    const nowMs = this.clock.now();
    const lifetimeMs = this.lifetimeMs(answer, nowMs);
    if (lifetimeMs <= 0) return;
    this.kept.set(key, { answer, endsAtMs: nowMs + lifetimeMs });
    const oldest = this.kept.size > MAX_ANSWERS ? this.kept.keys().next() : undefined;
    if (oldest && !oldest.done) this.kept.delete(oldest.value);
  }
}
