import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import type { OperatorEntity } from '@posthorn/store';
import type { GuardedRequest } from './caller.js';

/** Which operator makes a request, as the access token and the operator's row of now say. */
export interface SignedIn {
  readonly operator: OperatorEntity;
  /** The refresh tokens that the access token belongs to; signing out ends them. */
  readonly familyId: Uuid;
  /** The identity provider began this session, not a password. */
  readonly byProvider: boolean;
}

/** Set by the access-token guard; of routes that are for operators alone. */
export const SignedInOperator = createParamDecorator((_data: unknown, context: ExecutionContext): SignedIn => {
  const { user } = context.switchToHttp().getRequest<GuardedRequest>();
  if ('key' in user) throw new ProblemError('forbidden', { detail: 'This is for operators; an API key has no session and no password.' });
  return user;
});
