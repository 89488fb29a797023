import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@posthorn/contracts';
import { CLOCK, CONFIG, type Config } from '@posthorn/platform';

export const REQUEST_WINDOW_MS = 60_000;
/** Bounds the memory; who was asked for longest is forgotten first, and begins anew. */
const MAX_ACTORS = 10_000;

/** What one more request of an actor comes to. */
export interface RequestAllowance {
  readonly allowed: boolean;
  /** Requests a window. */
  readonly limit: number;
  /** Of this window. */
  readonly remaining: number;
  /** Until the window ends, at least 1. */
  readonly resetSeconds: number;
}

interface Window {
  count: number;
  readonly sinceMs: number;
}

/** Counts the requests of each operator and key. A window begins with its first request. In memory: each process allows as many. */
@Injectable()
export class RequestLimiter {
  private readonly windows = new Map<string, Window>();

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'apiRequestsPerMinute'>,
  ) {}

  /** Counts one request, unless the window is full. */
  count(actorId: string): RequestAllowance {
    const limit = this.config.apiRequestsPerMinute;
    const now = this.clock.now();
    const window = this.windowOf(actorId, now);
    const allowed = window.count < limit;
    if (allowed) window.count++;
    const resetSeconds = Math.max(1, Math.ceil((window.sinceMs + REQUEST_WINDOW_MS - now) / 1_000));
    return { allowed, limit, remaining: limit - window.count, resetSeconds };
  }

  private windowOf(actorId: string, now: number): Window {
    const known = this.windows.get(actorId);
    // A clock that was set back must not stretch a window.
    const open = known && now >= known.sinceMs && now - known.sinceMs < REQUEST_WINDOW_MS;
    const window = open ? known : { count: 0, sinceMs: now };
    // To the end of the order, which is that of use.
    this.windows.delete(actorId);
    this.windows.set(actorId, window);
    const [oldest] = this.windows.keys();
    if (this.windows.size > MAX_ACTORS && oldest !== undefined) this.windows.delete(oldest);
    return window;
  }
}
