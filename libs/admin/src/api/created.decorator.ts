import {
  applyDecorators,
  Injectable,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';

/** Sets `Location` of what was created: the collection's own path and the new id. */
@Injectable()
class LocationInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const collection = http.getRequest<FastifyRequest>().url.split('?', 1)[0]?.replace(/\/+$/, '') ?? '';
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(tap((answer: { readonly id: string }) => void reply.header('location', `${collection}/${answer.id}`)));
  }
}

/** For a POST that creates: 201 is Nest's own choice, this adds `Location`. */
export function Created(): MethodDecorator {
  return applyDecorators(UseInterceptors(LocationInterceptor));
}
