import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { JsonSchema, Schemas } from '../docs/json-schema.js';

/** What a test sees of an answer. */
export interface SeenAnswer {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

interface DeclaredAnswer {
  readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>>;
}
interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, DeclaredAnswer>>;
}
interface KnownPath {
  readonly pattern: RegExp;
  readonly template: string;
  readonly methods: Readonly<Record<string, Operation>>;
}

/**
 * Holds answers to the OpenAPI document: a status that its operation does not declare, a media type or a body other than declared, a
 * field that the document does not know. Throws with all that is wrong; what to do is to mend the DTO, the view or the decorator.
 */
export class AnswerChecker {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  /** By the schema in the document, which a problem shares with every operation that may answer with it: to compile costs more than to ask. */
  private readonly validators = new WeakMap<JsonSchema, ValidateFunction>();
  private readonly paths: readonly KnownPath[];

  constructor(private readonly document: OpenAPIObject) {
    (formats as unknown as (ajv: Ajv2020) => void)(this.ajv);
    const schemas = document.components?.schemas as Schemas;
    const closed = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, close(schema)]));
    this.ajv.addSchema({ $id: 'posthorn:document', components: { ...document.components, schemas: closed } });
    this.paths = Object.entries(document.paths)
      // `refusals/accept` before `refusals/{id}`.
      .sort(([a], [b]) => a.split('{').length - b.split('{').length)
      .map(([template, methods]) => ({ template, pattern: patternOf(template), methods: methods as unknown as Record<string, Operation> }));
  }

  /** `path` as it was sent. Paths and methods that the document has not are no answers of an operation: 404, 405. */
  check(method: string, path: string, answer: SeenAnswer): void {
    const plain = path.split('?', 1)[0] ?? '';
    const known = this.paths.find(({ pattern, methods }) => pattern.test(plain) && method in methods);
    const operation = known?.methods[method];
    if (!known || !operation) return;
    const name = `${method} ${known.template} (${operation.operationId})`;
    const declared = operation.responses[String(answer.status)];
    if (!declared) throw new Error(`${name} answered ${answer.status}, which the OpenAPI document does not declare: ${answer.text}`);
    const { content } = this.resolve(declared);
    if (!content) {
      if (answer.text !== '') throw new Error(`${name} answered ${answer.status} with a body, which the OpenAPI document does not declare`);
      return;
    }
    const schema = content[answer.type]?.schema;
    if (!schema) throw new Error(`${name} answered ${answer.status} as ${answer.type}; declared: ${Object.keys(content).join(', ')}`);
    if (/^application\/(problem\+)?json$/.test(answer.type)) this.checkBody(`${name} ${answer.status}`, schema, answer.text);
  }

  private resolve(answer: DeclaredAnswer & { readonly $ref?: string }): DeclaredAnswer {
    if (answer.$ref === undefined) return answer;
    const responses = this.document.components?.responses as Readonly<Record<string, DeclaredAnswer>>;
    return responses[answer.$ref.split('/').at(-1) ?? ''] ?? {};
  }

  private checkBody(name: string, schema: JsonSchema, text: string): void {
    const known = this.validators.get(schema);
    const validate = known ?? this.ajv.compile(absolute(close(schema)) as object);
    if (!known) this.validators.set(schema, validate);
    if (validate(JSON.parse(text))) return;
    const faults = (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `  ${instancePath} ${message} ${JSON.stringify(params)}`,
    );
    throw new Error(`${name}: the body is not what the OpenAPI document says:\n${faults.join('\n')}\n${text.slice(0, 1_000)}`);
  }
}

/** A view stays open to fields of later versions; a test wants to know of those that this version's document has not. */
function close(schema: JsonSchema): JsonSchema {
  if (!schema.properties || schema.additionalProperties !== undefined) return schema;
  return { ...schema, additionalProperties: false };
}

function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === '$ref' ? `posthorn:document${String(item)}` : absolute(item)]),
  );
}

function patternOf(template: string): RegExp {
  return new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`);
}
