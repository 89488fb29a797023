import type { Type } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { documentedRoutes, type DocumentedRoute } from './documented-route.js';
import { dereference, type JsonSchema, type Schemas } from './json-schema.js';
import { constrain, nullable, rulesOf } from './validated-schema.js';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: JsonSchema;
}
interface Operation {
  readonly operationId?: string;
  parameters?: readonly Parameter[];
  readonly requestBody?: { required?: boolean; readonly content: Readonly<Record<string, { readonly schema?: JsonSchema }>> };
}

/** Gives every body and query the limits that its DTO's validators hold it to, and closes it where unknown fields are refused. */
export function describeInput(document: OpenAPIObject): OpenAPIObject {
  const routes = documentedRoutes();
  const schemas = { ...(document.components?.schemas as Schemas) };
  for (const dto of bodiesOf(routes)) {
    const schema = schemas[dto.name];
    if (schema) schemas[dto.name] = describeBody(schema, dto);
  }
  const described = { ...schemas };
  for (const { body, isPatch } of routes.values()) {
    const schema = isPatch && body ? described[body.name] : undefined;
    if (schema && body) schemas[body.name] = mergeable(schema, described);
  }
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path as Record<string, Operation>)) {
      const query = routes.get(operation.operationId ?? '')?.query;
      if (query) operation.parameters = (operation.parameters ?? []).map((parameter) => describeParameter(parameter, query));
      const { requestBody } = operation;
      // An empty body is one without any field.
      if (requestBody) requestBody.required = needsBody(routes.get(operation.operationId ?? ''), requestBody.content, schemas);
    }
  }
  return { ...document, components: { ...document.components, schemas: schemas as NonNullable<OpenAPIObject['components']>['schemas'] } };
}

function describeBody(schema: JsonSchema, dto: Type): JsonSchema {
  const rules = rulesOf(dto);
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => [name, constrain(field, rules.get(name) ?? [], 'body')]);
  return { ...schema, properties: Object.fromEntries(fields) as Schemas, additionalProperties: false };
}

/** What is merged may leave out any field, and null removes one, however deep. A list is replaced whole. */
function mergeable(schema: JsonSchema, schemas: Schemas): JsonSchema {
  if (schema.$ref !== undefined) return mergeable(dereference(schema, schemas), schemas);
  if (schema.anyOf) return { ...schema, anyOf: schema.anyOf.map((branch) => mergeable(branch, schemas)) };
  if (!schema.properties) return schema;
  const { required: _required, ...rest } = schema;
  const fields = Object.entries(schema.properties).map(([name, field]) => [name, nullable(mergeable(field, schemas))]);
  return { ...rest, properties: Object.fromEntries(fields) as Schemas };
}

function needsBody(
  route: DocumentedRoute | undefined,
  content: Readonly<Record<string, { readonly schema?: JsonSchema }>>,
  schemas: Schemas,
): boolean {
  const schema = dereference(content['application/json']?.schema ?? {}, schemas);
  return route?.isPatch === true || (schema.required ?? []).length > 0;
}

function describeParameter(parameter: Parameter, query: Type): Parameter {
  const rules = rulesOf(query).get(parameter.name);
  return parameter.in === 'query' && rules ? { ...parameter, schema: constrain(parameter.schema ?? {}, rules, 'query') } : parameter;
}

/** The DTOs of bodies, and what is nested in them. */
function bodiesOf(routes: ReadonlyMap<string, DocumentedRoute>): ReadonlySet<Type> {
  const found = new Set<Type>();
  const add = (dto: Type | null | undefined): void => {
    if (!dto || found.has(dto)) return;
    found.add(dto);
    for (const name of rulesOf(dto).keys()) add(nestedIn(dto, name));
  };
  for (const { body } of routes.values()) add(body);
  return found;
}

function nestedIn(dto: Type, field: string): Type | null {
  const metadata = Reflect.getMetadata('swagger/apiModelProperties', dto.prototype as object, field) as
    { readonly type?: unknown } | undefined;
  const type = Array.isArray(metadata?.type) ? (metadata.type as unknown[])[0] : metadata?.type;
  return typeof type === 'function' && rulesOf(type as Type).size > 0 ? (type as Type) : null;
}
