import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { actorOf } from '../auth/actor.js';
import type { IdempotencyClaim } from './idempotency-claim.js';

/** What whatever happens on behalf of one request may ask of it, however deep: who, from where, and under which key. */
export interface RequestScope {
  /** Id of the operator or key; `null` = nobody is signed in. */
  readonly actorId: string | null;
  readonly address: string;
  readonly requestId: string;
  /** Set while the request holds an `Idempotency-Key`. */
  claim: IdempotencyClaim | null;
}

const scopes = new AsyncLocalStorage<RequestScope>();

/** `null` outside of a request, as in a test of a part. */
export function requestScope(): RequestScope | null {
  return scopes.getStore() ?? null;
}

/** Must be the outermost: what comes before it sees no scope. */
@Injectable()
export class RequestScopeInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const scope = { actorId: actorOf(request), address: request.ip, requestId: request.id, claim: null };
    // Nest binds what follows to the context in which `handle` is called.
    return scopes.run(scope, () => next.handle());
  }
}
