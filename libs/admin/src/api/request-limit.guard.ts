import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ProblemError } from '@posthorn/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../auth/actor.js';
import { RequestLimiter } from './request-limiter.js';

/**
 * Comes after the guard that finds out who asks. Every answer says what is left (draft-ietf-httpapi-ratelimit-headers, the fields of its
 * drafts 3 to 7, which clients know). Signing in has a limit of its own.
 */
@Injectable()
export class RequestLimitGuard implements CanActivate {
  constructor(private readonly limiter: RequestLimiter) {}

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const actorId = actorOf(http.getRequest<FastifyRequest>());
    if (actorId === null) return true;
    const { allowed, limit, remaining, resetSeconds } = this.limiter.count(actorId);
    void http.getResponse<FastifyReply>().headers({
      'ratelimit-limit': String(limit),
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(resetSeconds),
    });
    if (!allowed) throw new ProblemError('rate-limited', { headers: { 'retry-after': String(resetSeconds) } });
    return true;
  }
}
