import type { OpenAPIObject } from '@nestjs/swagger';
import { exampleOf } from './example-of.js';
import type { JsonSchema, Schemas } from './json-schema.js';
import { REQUEST_EXAMPLES } from './request-examples.js';

const JSON_TYPE = 'application/json';

type Content = Record<string, { readonly schema?: JsonSchema; example?: unknown }>;
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
        if (media?.schema) media.example = REQUEST_EXAMPLES[nameOf(media.schema)] ?? exampleOf(media.schema, schemas);
      }
    }
  }
  return document;
}

function nameOf({ $ref = '' }: JsonSchema): string {
  return $ref.split('/').at(-1) ?? '';
}
