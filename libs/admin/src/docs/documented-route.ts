import { RequestMethod, type Type } from '@nestjs/common';
import { AdminModule } from '../admin.module.js';
import { PUBLIC } from '../auth/public.decorator.js';

/** A handler of the admin API, and what it reads. */
export interface DocumentedRoute {
  readonly operationId: string;
  /** Its DTO; of a PATCH, that of its `ApiBody`. */
  readonly body: Type | null;
  readonly query: Type | null;
  /** Its body is merged into the resource (RFC 7396). */
  readonly isPatch: boolean;
  /** Needs no access token. */
  readonly isPublic: boolean;
}

/** Nest's `RouteParamtypes`, which is not exported. */
const BODY = '3';
const QUERY = '4';

/** `sources_addSecret`: the same for ever, since the names of generated clients follow it. */
export function operationIdOf(controller: string, method: string): string {
  const resource = controller.replace(/Controller$/, '');
  return `${resource.charAt(0).toLowerCase()}${resource.slice(1)}_${method}`;
}

/** Every handler of the admin API, by its operation's id. */
export function documentedRoutes(): ReadonlyMap<string, DocumentedRoute> {
  const controllers = Reflect.getMetadata('controllers', AdminModule) as readonly Type<object>[];
  const routes = controllers.flatMap((controller) => methodsOf(controller).map((method) => routeOf(controller, method)));
  return new Map(routes.map((route) => [route.operationId, route]));
}

function methodsOf({ prototype }: Type<object>): readonly string[] {
  return Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
}

function routeOf(controller: Type<object>, method: string): DocumentedRoute {
  const prototype = controller.prototype as Record<string, object>;
  const types = (Reflect.getMetadata('design:paramtypes', prototype, method) ?? []) as readonly (Type | undefined)[];
  const places = (Reflect.getMetadata('__routeArguments__', controller, method) ?? {}) as Readonly<Record<string, { index: number }>>;
  const typeAt = (kind: string): Type | null => {
    const place = Object.entries(places).find(([key]) => key.split(':')[0] === kind);
    const type = place && types[place[1].index];
    return type && type !== (Object as unknown) ? type : null;
  };
  const described = (Reflect.getMetadata('swagger/apiParameters', prototype[method] ?? {}) ?? []) as readonly DescribedParameter[];
  const body = described.find((parameter) => parameter.in === 'body')?.type ?? typeAt(BODY);
  const isPatch = Reflect.getMetadata('method', prototype[method] ?? {}) === RequestMethod.PATCH;
  const isPublic = Reflect.getMetadata(PUBLIC, prototype[method] ?? {}) === true;
  return { operationId: operationIdOf(controller.name, method), body: body ?? null, query: typeAt(QUERY), isPatch, isPublic };
}

interface DescribedParameter {
  readonly in: string;
  readonly type?: Type;
}
