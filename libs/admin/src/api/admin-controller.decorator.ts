import { applyDecorators, Controller, UseInterceptors, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiDefaultResponse, ApiExtraModels, ApiParam, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { API_PREFIX } from './api-prefix.js';
import { EtagInterceptor } from './etag.interceptor.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { ProblemView } from './problem.view.js';
import { RequestScopeInterceptor } from './request-scope.js';
import { StorableTextPipe } from './storable-text.pipe.js';

/** A controller at the root of the admin API. */
export function AdminController(resource: string): ClassDecorator {
  return applyDecorators(
    Controller(`${API_PREFIX}/${resource}`),
    UsePipes(StorableTextPipe),
    UseInterceptors(RequestScopeInterceptor, IdempotencyInterceptor, EtagInterceptor),
    ApiTags(resource.split('/').at(-1) ?? resource),
    ApiBearerAuth(),
    ApiExtraModels(ProblemView),
    ApiDefaultResponse({
      description: 'A problem (RFC 9457)',
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemView) } } },
    }),
  );
}

/** A controller of a project's resource; `{project}` is an id or a slug. */
export function ProjectController(resource: string): ClassDecorator {
  return applyDecorators(
    AdminController(`projects/:project/${resource}`),
    ApiParam({ name: 'project', schema: { type: 'string' }, description: 'id (`prj_…`) or slug', example: 'default' }),
  );
}
