import type { OpenAPIObject } from '@nestjs/swagger';
import { documentedRoutes } from './documented-route.js';

interface Operation {
  readonly operationId?: string;
  security?: readonly object[];
}

/** Says which operations need no access token. */
export function describeSecurity(document: OpenAPIObject): OpenAPIObject {
  const routes = documentedRoutes();
  for (const methods of Object.values(document.paths)) {
    for (const operation of Object.values(methods as Record<string, Operation>)) {
      if (routes.get(operation.operationId ?? '')?.isPublic) operation.security = [];
    }
  }
  return document;
}
