import { Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Clock } from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';
import type { Caller } from './caller.js';

const ALLOWED = Symbol('posthorn:before-password-change');

/** An endpoint that is open to an operator whose generated password is overdue: what is needed to change it, and to leave. */
export const BeforePasswordChange = (): MethodDecorator => SetMetadata(ALLOWED, true);

/**
 * Comes after the guard that finds out who asks, and before any that says what is there. Once its time is over, a generated password that
 * nobody has changed is good for changing it and for nothing else. Scripts have none, and a session of the identity provider used none.
 */
@Injectable()
export class PasswordChangeGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { user } = context.switchToHttp().getRequest<{ readonly user?: Caller }>();
    if (!user || 'key' in user || user.byProvider) return true;
    const { passwordChangeBy } = user.operator;
    if (passwordChangeBy === null || this.clock.now() < passwordChangeBy.getTime()) return true;
    if (this.reflector.get<boolean | undefined>(ALLOWED, context.getHandler())) return true;
    throw new ProblemError('password-change-required');
  }
}
