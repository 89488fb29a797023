import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { ProblemError } from '@posthorn/platform';
import type { FastifyRequest } from 'fastify';
import { API_PREFIX } from '../api/api-prefix.js';
import { ApiKeyReader, isApiKey } from '../api-keys/api-key.reader.js';
import { ACCESS_TOKEN_STRATEGY } from './access-token.strategy.js';
import type { Caller } from './caller.js';
import { PUBLIC } from './public.decorator.js';

const BEARER = /^bearer +(\S+) *$/i;

/** Guards every route of the admin API that is not marked public: a forgotten decorator fails closed. Takes access tokens and API keys. */
@Injectable()
export class AccessTokenGuard extends AuthGuard(ACCESS_TOKEN_STRATEGY) {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeyReader,
  ) {
    super();
  }

  override canActivate(context: ExecutionContext): ReturnType<InstanceType<ReturnType<typeof AuthGuard>>['canActivate']> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: Caller }>();
    // The route's own pattern, not the URL: no spelling of a path leads around it.
    const route = request.routeOptions.url ?? '';
    if (!route.startsWith(`/${API_PREFIX}/`)) return true;
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [context.getHandler(), context.getClass()])) return true;
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    return token !== undefined && isApiKey(token) ? this.admitKey(request, token) : super.canActivate(context);
  }

  override handleRequest<Operator>(error: unknown, operator: Operator | false | null): Operator {
    if (error) throw error;
    if (!operator) throw new ProblemError('unauthenticated');
    return operator;
  }

  private async admitKey(request: { user?: Caller }, text: string): Promise<boolean> {
    const key = await this.keys.find(text);
    if (!key) throw new ProblemError('unauthenticated');
    request.user = { key };
    return true;
  }
}
