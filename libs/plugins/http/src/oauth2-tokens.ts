import { createHash } from 'node:crypto';
import { type DeliveryContext, OutboundError, untilAborted } from '@posthorn/plugin-sdk';
import type { OAuth2Auth } from './auth.config.js';
import { requestToken, type AccessToken } from './oauth2-token-request.js';

type Context = Pick<DeliveryContext<unknown, unknown>, 'fetch' | 'signal' | 'timeoutMs' | 'clock' | 'delivery'>;

export interface TokenRequest {
  readonly auth: OAuth2Auth;
  readonly clientSecret: string;
  readonly context: Context;
}

export interface ObtainedToken {
  readonly value: string;
  /** Asked for by this attempt or while it waited, so another one would be the same. */
  readonly isFresh: boolean;
}

interface Entry {
  token: AccessToken | null;
  pending: Promise<AccessToken> | null;
}

const MAX_ENTRIES = 1_000;
/** A token that ends on its way is as good as none. */
const MARGIN_MS = 30_000;
/** Each failed leader is one attempt's time; then the others say what happened. */
const MAX_LEADERS = 3;

/**
 * Access tokens, one for each destination and what it asks with, until they expire. Attempts that need one at the same time share one
 * request; one whose leader was given up is asked for anew by the next. In memory alone: a restart asks again.
 */
export class OAuth2Tokens {
  private readonly entries = new Map<string, Entry>();

  /** @throws ThrownResult where the token endpoint refuses, OutboundError where it does not answer. */
  async obtain(request: TokenRequest): Promise<ObtainedToken> {
    const { clock, signal } = request.context;
    const entry = this.entryOf(request);
    if (entry.token && usableUntilMs(entry.token) > clock.now()) return { value: entry.token.value, isFresh: false };
    for (let round = 1; ; round += 1) {
      const isLeader = entry.pending === null;
      const pending = (entry.pending ??= this.lead(entry, request));
      try {
        // The shared request goes on for the others.
        const { value } = await untilAborted(pending, signal);
        return { value, isFresh: true };
      } catch (error) {
        const leaderGaveUp = !isLeader && !signal.aborted && error instanceof OutboundError && error.code === 'aborted';
        if (!leaderGaveUp || round === MAX_LEADERS) throw error;
      }
    }
  }

  /** Forgets a token that a receiver did not take, unless there is another one by now. */
  drop(request: TokenRequest, value: string): void {
    const entry = this.entryOf(request);
    if (entry.token?.value === value) entry.token = null;
  }

  private async lead(entry: Entry, request: TokenRequest): Promise<AccessToken> {
    try {
      return (entry.token = await requestToken(request));
    } finally {
      entry.pending = null;
    }
  }

  private entryOf(request: TokenRequest): Entry {
    const key = keyOf(request);
    const known = this.entries.get(key);
    if (known) return known;
    const [oldest] = this.entries.keys();
    if (this.entries.size >= MAX_ENTRIES && oldest !== undefined) this.entries.delete(oldest);
    const entry: Entry = { token: null, pending: null };
    this.entries.set(key, entry);
    return entry;
  }
}

/** A digest, so that no table of keys holds secrets. */
function keyOf({ auth, clientSecret, context }: TokenRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([context.delivery.destinationId, clientSecret, auth]))
    .digest('base64');
}

const usableUntilMs = ({ expiresAtMs, lifetimeMs }: AccessToken) => expiresAtMs - Math.min(MARGIN_MS, lifetimeMs / 10);
