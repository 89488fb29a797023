import type { OpenAPIObject } from '@nestjs/swagger';
import { documentedRoutes } from './documented-route.js';

interface Operation {
  readonly operationId?: string;
  summary?: string;
  readonly tags?: readonly string[];
  security?: readonly object[];
}

/** What the handlers of most resources are called, and what they do. */
const VERBS: Readonly<Record<string, string>> = {
  list: 'List',
  create: 'Create',
  add: 'Add',
  get: 'Read',
  read: 'Read',
  update: 'Change',
  remove: 'Delete',
};

/**
 * Says which operations need no access token, and gives a summary to each whose controller has none: by the name of its handler,
 * `addSecret` → `Add secret (sources)`.
 */
export function describeOperations(document: OpenAPIObject): OpenAPIObject {
  const routes = documentedRoutes();
  for (const methods of Object.values(document.paths)) {
    for (const operation of Object.values(methods as Record<string, Operation>)) {
      operation.summary ||= summaryOf(operation);
      if (routes.get(operation.operationId ?? '')?.isPublic) operation.security = [];
    }
  }
  return document;
}

function summaryOf({ operationId = '', tags = [] }: Operation): string {
  const handler = operationId.split('_')[1] ?? '';
  const resource = (tags[0] ?? '').replaceAll('-', ' ');
  const verb = VERBS[handler];
  if (verb !== undefined) return `${verb} ${handler === 'list' || handler === 'read' ? resource : `one of ${resource}`}`;
  const words = handler.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} (${resource})`;
}
