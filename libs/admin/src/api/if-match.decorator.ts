import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

const ifMatch = createParamDecorator((_data: unknown, context: ExecutionContext): string | null => {
  return context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'] ?? null;
});

/** The request's `If-Match`, or `null`; the OpenAPI document learns of it. */
export function IfMatch(): ParameterDecorator {
  return (target, method, index) => {
    ifMatch()(target, method, index);
    const handler = method === undefined ? undefined : Object.getOwnPropertyDescriptor(target, method);
    if (handler === undefined || method === undefined) return;
    const description = 'The `ETag` that the change is meant for: 412 if the resource has changed meanwhile';
    ApiHeader({ name: 'If-Match', required: false, description, schema: { type: 'string' } })(target, method, handler);
  };
}
