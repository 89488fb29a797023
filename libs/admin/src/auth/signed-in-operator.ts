import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Uuid } from '@posthorn/contracts';
import type { OperatorEntity } from '@posthorn/store';

/** Who makes a request, as the access token and the operator's row of now say. */
export interface SignedIn {
  readonly operator: OperatorEntity;
  /** The refresh tokens that the access token belongs to; signing out ends them. */
  readonly familyId: Uuid;
}

/** Set by the access-token guard. */
export const SignedInOperator = createParamDecorator((_data: unknown, context: ExecutionContext): SignedIn => {
  return context.switchToHttp().getRequest<{ user: SignedIn }>().user;
});
