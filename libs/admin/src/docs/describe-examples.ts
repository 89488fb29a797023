import type { OpenAPIObject } from '@nestjs/swagger';
import { exampleOf } from './example-of.js';
import type { JsonSchema, Schemas } from './json-schema.js';
import { REQUEST_EXAMPLES } from './request-examples.js';

const JSON_TYPE = 'application/json';
/** What the example of every body is called where there are others. */
const PLAIN = 'plain';

/** The example of a body, however it is written. */
export function plainExample(
  media: { readonly example?: unknown; readonly examples?: Readonly<Record<string, object>> } | undefined,
): unknown {
  const named = media?.examples?.[PLAIN];
  return named && 'value' in named ? named.value : media?.example;
}

type Content = Record<string, { readonly schema?: JsonSchema; example?: unknown; examples?: Readonly<Record<string, object>> }>;
interface Operation {
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

/** Gives an example to every body of a request and of an answer. */
export function describeExamples(document: OpenAPIObject): OpenAPIObject {
  const schemas = document.components?.schemas as Schemas;
  for (const methods of Object.values(document.paths)) {
    for (const { requestBody, responses } of Object.values(methods as unknown as Record<string, Operation>)) {
      for (const content of [requestBody?.content, ...Object.values(responses).map((answer) => answer.content)]) {
        const media = content?.[JSON_TYPE];
        if (!media?.schema) continue;
        const example = REQUEST_EXAMPLES[nameOf(media.schema)] ?? exampleOf(media.schema, schemas);
        // A body has one example or several named ones, never both (OpenAPI 3.1, section 4.8.14).
        if (media.examples) media.examples = { [PLAIN]: { value: example }, ...media.examples };
        else media.example = example;
      }
    }
  }
  return document;
}

function nameOf({ $ref = '' }: JsonSchema): string {
  return $ref.split('/').at(-1) ?? '';
}
