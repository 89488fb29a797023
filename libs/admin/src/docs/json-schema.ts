/** As much of JSON Schema 2020-12, and so of OpenAPI 3.1, as the document of the admin API is made of. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly default?: unknown;
  readonly example?: unknown;
  readonly description?: string;
}

export type Schemas = Readonly<Record<string, JsonSchema>>;

/** The types that a schema names, without `null`. */
export function typesOf({ type }: JsonSchema): readonly string[] {
  return (typeof type === 'string' ? [type] : (type ?? [])).filter((one) => one !== 'null');
}

/** A schema of the document's components, by `$ref`. */
export function dereference(schema: JsonSchema, schemas: Schemas): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const found = schemas[schema.$ref.split('/').at(-1) ?? ''];
  if (!found) throw new Error(`The OpenAPI document has no ${schema.$ref}`);
  return found;
}
