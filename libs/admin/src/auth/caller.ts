import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ID_PREFIXES, toTypeId } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import type { ApiKeyEntity, ProjectEntity } from '@posthorn/store';
import { isAtLeast, type Role } from './role.js';
import type { SignedIn } from './signed-in-operator.js';

/** A script, as its API key's row of now says. */
export interface KeyHolder {
  readonly key: ApiKeyEntity;
}

/** Who makes a request. Set by the access-token guard. */
export type Caller = SignedIn | KeyHolder;

/** What a request carries once the guards have let it through. */
export interface GuardedRequest {
  readonly user: Caller;
  /** Of routes below a project, set by the role guard. */
  access?: { readonly project: ProjectEntity; readonly role: Role };
}

/** The TypeID that records name: `opr_…`, or `key_…` of a script. */
export function callerIdOf(caller: Caller): string {
  return 'key' in caller ? toTypeId(ID_PREFIXES.apiKey, caller.key.id) : toTypeId(ID_PREFIXES.operator, caller.operator.id);
}

const requestOf = (context: ExecutionContext): GuardedRequest => context.switchToHttp().getRequest<GuardedRequest>();

export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => requestOf(context).user);

/** {@link callerIdOf} of who makes the request. */
export const CallerId = createParamDecorator((_data: unknown, context: ExecutionContext): string => callerIdOf(requestOf(context).user));

/** The caller's role in the project of the path. */
export const ProjectRole = createParamDecorator((_data: unknown, context: ExecutionContext): Role => {
  const { access } = requestOf(context);
  if (!access) throw new Error('a route of no project has no role');
  return access.role;
});

/** For what an endpoint does only on request. Throws `forbidden`. */
export function requireRole(role: Role, required: Role): void {
  if (!isAtLeast(role, required)) throw new ProblemError('forbidden');
}
