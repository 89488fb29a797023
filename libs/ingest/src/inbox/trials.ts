import { setImmediate as nextTurn } from 'node:timers/promises';
import { OutboundError, type GuardedFetch, type OutboundResponse } from '@posthorn/contracts';
import type { Verified } from '@posthorn/verification';
import { judge, type Trial } from './judge.js';

/** What one look at one refusal may cost: somebody waits for it, and webhooks come in meanwhile. */
const LIMIT_MS = 1_500;
const MAX_TRIALS = 4_000;
/** Longest stretch on the thread that all requests share. */
const TURN_MS = 10;
/** A scheme that asks somebody else (key sets, introspection) must not ask once a variation. */
const MAX_FETCHES = 4;

/** Tries variations of a request until the budget is used up. */
export class Trials {
  private readonly startedMs = performance.now();
  private turnMs = this.startedMs;
  private count = 0;
  private readonly fetch: GuardedFetch;

  constructor(fetch: GuardedFetch) {
    this.fetch = limitFetches(fetch);
  }

  get exhausted(): boolean {
    return this.count >= MAX_TRIALS || performance.now() - this.startedMs > LIMIT_MS;
  }

  /** The verdict if the variation is accepted, else `null`. */
  async passes(trial: Trial): Promise<Verified | null> {
    if (this.exhausted) return null;
    this.count++;
    const verdict = await judge(trial, this.fetch);
    if (performance.now() - this.turnMs > TURN_MS) {
      await nextTurn();
      this.turnMs = performance.now();
    }
    return verdict?.ok ? verdict : null;
  }
}

/** Each URL once, and few of them. */
function limitFetches(fetch: GuardedFetch): GuardedFetch {
  const answers = new Map<string, Promise<OutboundResponse>>();
  return (request) => {
    const key = `${request.method ?? 'GET'} ${request.url} ${request.body?.toString() ?? ''}`;
    const known = answers.get(key);
    if (known) return known;
    if (answers.size >= MAX_FETCHES) return Promise.reject(new OutboundError('aborted', 'enough was asked for one refusal'));
    const answer = fetch({ ...request, timeoutMs: LIMIT_MS });
    answers.set(key, answer);
    return answer;
  };
}
