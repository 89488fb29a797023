import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { tap, type Observable } from 'rxjs';
import { etagOf } from './etag.js';
import { ONCE } from './shown-once.js';

/** Sets `ETag` where the answer is one resource. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer: unknown) => {
        if (isResource(answer)) void reply.header('etag', etagOf(ONCE in answer ? (answer[ONCE] as object) : answer));
      }),
    );
  }
}

function isResource(answer: unknown): answer is object & { [ONCE]?: unknown } {
  return typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string';
}
