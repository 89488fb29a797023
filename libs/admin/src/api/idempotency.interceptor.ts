import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { requireShallow } from '@posthorn/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, mergeMap, of, type Observable } from 'rxjs';
import { actorOf } from '../auth/actor.js';
import { IdempotencyClaim } from './idempotency-claim.js';
import { Idempotency } from './idempotency.js';
import { requestScope } from './request-scope.js';

/** Beside the body, what an answer to a POST that creates is made of. */
const KEPT_HEADERS = ['location', 'etag'];

/** Answers a POST that came before under the same `Idempotency-Key` as it was answered then. Outside whatever writes headers of the answer. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly idempotency: Idempotency) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    const actorId = actorOf(request);
    if (key === undefined || request.method !== 'POST' || actorId === null) return next.handle();
    // No pipe has seen the body yet.
    requireShallow(request.body);
    const path = request.url.split('?', 1)[0] ?? '';
    const first = await this.idempotency.begin({ key: String(key), actorId, method: request.method, path, body: request.body });
    const reply = http.getResponse<FastifyReply>();
    if (first instanceof IdempotencyClaim) return this.run(first, next, reply);
    void reply.status(first.status).headers({ ...first.headers, 'idempotency-replayed': 'true' });
    return of(first.body);
  }

  private run(claim: IdempotencyClaim, next: CallHandler, reply: FastifyReply): Observable<unknown> {
    const scope = requestScope();
    if (scope) scope.claim = claim;
    return next.handle().pipe(
      catchError((error: unknown) => from(this.idempotency.release(claim)).pipe(mergeMap(() => Promise.reject<unknown>(error)))),
      mergeMap(async (body: unknown) => {
        const headers = KEPT_HEADERS.flatMap((name) => {
          const value = reply.getHeader(name);
          return value === undefined ? [] : [[name, String(value)]];
        });
        await this.idempotency.keep(claim, {
          status: reply.statusCode,
          headers: Object.fromEntries(headers) as Record<string, string>,
          body,
        });
        return body;
      }),
    );
  }
}
