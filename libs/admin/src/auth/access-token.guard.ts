import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { ProblemError } from '@posthorn/platform';
import type { FastifyRequest } from 'fastify';
import { API_PREFIX } from '../api/api-prefix.js';
import { ACCESS_TOKEN_STRATEGY } from './access-token.strategy.js';
import { PUBLIC } from './public.decorator.js';

/** Guards every route of the admin API that is not marked public: a forgotten decorator fails closed. */
@Injectable()
export class AccessTokenGuard extends AuthGuard(ACCESS_TOKEN_STRATEGY) {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override canActivate(context: ExecutionContext): ReturnType<InstanceType<ReturnType<typeof AuthGuard>>['canActivate']> {
    // The route's own pattern, not the URL: no spelling of a path leads around it.
    const route = context.switchToHttp().getRequest<FastifyRequest>().routeOptions.url ?? '';
    if (!route.startsWith(`/${API_PREFIX}/`)) return true;
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [context.getHandler(), context.getClass()])) return true;
    return super.canActivate(context);
  }

  override handleRequest<Operator>(error: unknown, operator: Operator | false | null): Operator {
    if (error) throw error;
    if (!operator) throw new ProblemError('unauthenticated');
    return operator;
  }
}
