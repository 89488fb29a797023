import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { fromTypeId, ID_PREFIXES, type Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { MemberEntity, ProjectEntity, type Database } from '@posthorn/store';
import type { FastifyRequest } from 'fastify';
import { IsNull } from 'typeorm';
import { DATABASE } from '../admin.tokens.js';
import { API_PREFIX } from '../api/api-prefix.js';
import type { Caller, GuardedRequest } from './caller.js';
import { PUBLIC } from './public.decorator.js';
import { REQUIRES, type Requirement } from './requires.decorator.js';
import { isAtLeast, type Role } from './role.js';

const SLUG = /^[a-z0-9-]{1,63}$/;

/**
 * Comes after the access-token guard. A project that is not the caller's answers like one that does not exist, so that nobody learns of
 * it (404); a role that does not suffice is 403. Roles are read anew each time: what an admin takes away is gone at once.
 */
@Injectable()
export class RoleGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & GuardedRequest>();
    const route = request.routeOptions.url ?? '';
    if (!route.startsWith(`/${API_PREFIX}/`)) return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, targets)) return true;
    const requirement = this.reflector.getAllAndOverride<Requirement | undefined>(REQUIRES, targets) ?? 'owner';
    const named = (request.params as { readonly project?: string } | undefined)?.project;
    const role = named === undefined ? rootRoleOf(request.user) : await this.enter(request, named);
    if (!suffices(request.user, role, requirement)) throw new ProblemError('forbidden');
    return true;
  }

  private async enter(request: GuardedRequest, named: string): Promise<Role> {
    const project = await this.findProject(named);
    const role = project && (await this.roleIn(project.id, request.user));
    if (!role) throw new ProblemError('not-found');
    request.access = { project, role };
    return role;
  }

  private async findProject(text: string): Promise<ProjectEntity | null> {
    const id = fromTypeId(ID_PREFIXES.project, text);
    const by = id !== null ? { id } : SLUG.test(text) ? { slug: text } : null;
    return by && this.database.dataSource.manager.findOneBy(ProjectEntity, { ...by, deletedAt: IsNull() });
  }

  private async roleIn(projectId: Uuid, caller: Caller): Promise<Role | null> {
    if ('key' in caller) return caller.key.projectId === projectId ? caller.key.role : null;
    const { id, role } = caller.operator;
    if (role === 'owner') return 'owner';
    return (await this.database.dataSource.manager.findOneBy(MemberEntity, { projectId, operatorId: id }))?.role ?? null;
  }
}

const rootRoleOf = (caller: Caller): Role | null => (!('key' in caller) && caller.operator.role === 'owner' ? 'owner' : null);

function suffices(caller: Caller, role: Role | null, requirement: Requirement): boolean {
  if (requirement === 'anyone') return true;
  if (requirement === 'operator') return !('key' in caller);
  return role !== null && isAtLeast(role, requirement);
}
