import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ProjectEntity } from '@posthorn/store';
import type { Uuid } from '@posthorn/contracts';
import type { GuardedRequest } from '../auth/caller.js';

/** The tenant that a request speaks of. */
export interface ProjectRef {
  readonly id: Uuid;
  readonly slug: string;
}

/** The project of the path, as the role guard found it. */
export const ProjectParam = createParamDecorator((_data: unknown, context: ExecutionContext): ProjectEntity => {
  const { access } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!access) throw new Error('a route of no project');
  return access.project;
});
