import type { OpenAPIObject } from '@nestjs/swagger';
import { Validator } from '@seriousme/openapi-schema-validator';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import type { JsonSchema, Schemas } from './json-schema.js';

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly security?: readonly object[];
  readonly tags?: readonly string[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: JsonSchema;
  }[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: object; readonly headers?: Readonly<Record<string, object>>; readonly $ref?: string }>
  >;
}

describe('the OpenAPI document', () => {
  let admin: TestAdmin;
  let document: OpenAPIObject;
  let operations: readonly (Operation & { readonly method: string; readonly path: string })[];
  let schemas: Schemas;
  beforeAll(async () => {
    admin = await startTestAdmin();
    document = (await admin.send('get', 'openapi.json', undefined, { authorization: '' })).body as OpenAPIObject;
    schemas = document.components?.schemas as Schemas;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods as unknown as Record<string, Operation>).map(([method, operation]) => ({ ...operation, method, path })),
    );
  });
  afterAll(() => admin.close());

  const operation = (method: string, path: string): Operation => {
    const found = operations.find((one) => one.method === method && one.path === `/api/v1/${path}`);
    if (!found) throw new Error(`no ${method} ${path}`);
    return found;
  };

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document) as never)).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('gives every operation a name and a summary of its own, a tag, and says who may use it', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids).toEqual([...new Set(ids)]);
    const summaries = operations.map(({ summary }) => summary);
    expect(summaries.filter((summary, at) => summaries.indexOf(summary) !== at)).toEqual([]);
    const bare = operations.filter(({ summary, tags, security }) => !summary || !tags?.length || !security);
    expect(bare.map(({ operationId }) => operationId)).toEqual([]);
    const open = operations.filter(({ security }) => security?.length === 0).map(({ operationId }) => operationId);
    expect(open).toEqual(expect.arrayContaining(['auth_signIn', 'auth_refresh']));
    expect(open.filter((id) => !/^(?:auth|oidc|invitationAcceptance)_/.test(id))).toEqual([]);
  });

  it('asks for a body where a field of it is required, and only there', () => {
    const needed = operations.filter(({ requestBody }) => requestBody?.required === true).map(({ operationId }) => operationId);
    expect(needed).toEqual(expect.arrayContaining(['sources_create', 'sources_update', 'auth_signIn']));
    expect(needed).not.toEqual(expect.arrayContaining(['events_replay']));
    expect(needed).not.toEqual(expect.arrayContaining(['apiKeys_rotate']));
  });

  it('describes every parameter of every path', () => {
    const missing = operations.flatMap(({ path, parameters = [], operationId }) =>
      [...path.matchAll(/\{(\w+)\}/g)]
        .filter(([, name]) => !parameters.some((parameter) => parameter.in === 'path' && parameter.name === name && parameter.schema))
        .map(([, name]) => `${operationId}: ${String(name)}`),
    );
    expect(missing).toEqual([]);
  });

  it('declares the problems of every operation as what they are', () => {
    const { responses } = operation('patch', 'projects/{project}/sources/{id}');
    expect(Object.keys(responses)).toEqual(
      expect.arrayContaining(['200', '400', '401', '403', '404', '409', '412', '413', '415', '422', '429', '503']),
    );
    const stale = document.components?.responses?.['precondition-failed'];
    expect(stale).toMatchObject({
      content: { 'application/problem+json': { schema: { allOf: [{}, { properties: { code: { const: 'precondition-failed' } } }] } } },
    });
    expect(Object.keys(operation('get', 'plugins').responses)).not.toContain('404');
  });

  it('closes every body, and holds it to what is accepted', () => {
    const open = operations.filter(({ requestBody }) => {
      const schema = requestBody?.content['application/json']?.schema;
      return schema && schemas[schema.$ref?.split('/').at(-1) ?? '']?.additionalProperties !== false;
    });
    expect(open.map(({ operationId }) => operationId)).toEqual([]);
    expect(schemas['SubscriptionDto']?.properties).toMatchObject({
      name: { type: 'string', minLength: 1, maxLength: 200 },
      destinationId: { pattern: expect.stringMatching(/^\^dst_/) },
      eventTypes: { minItems: 1, maxItems: 100, type: ['array', 'null'] },
      delaySeconds: { minimum: 0, maximum: 2_592_000, type: ['integer', 'null'] },
      status: { enum: ['enabled', 'paused', 'disabled', null] },
    });
    expect(schemas['DestinationDto']?.properties?.['rateLimit']?.anyOf).toEqual([
      { $ref: '#/components/schemas/RateLimitDto' },
      { type: 'null' },
    ]);
    // Merged: any field may be missing or null, however deep.
    expect(schemas['PatchDestinationDto']).not.toHaveProperty('required');
    expect(schemas['PatchDestinationDto']?.properties?.['rateLimit']?.anyOf?.[0]?.properties?.['count']).toMatchObject({
      type: ['integer', 'null'],
    });
    const limit = operation('get', 'projects/{project}/sources').parameters?.find(({ name }) => name === 'limit');
    expect(limit).toMatchObject({ schema: { type: 'integer', minimum: 1, maximum: 100 } });
  });

  it('names the headers of requests and answers', () => {
    const create = operation('post', 'projects/{project}/sources');
    expect(create.parameters?.filter((parameter) => parameter.in === 'header').map(({ name }) => name)).toEqual(['Idempotency-Key']);
    expect(Object.keys(create.responses['201']?.headers ?? {})).toEqual(
      expect.arrayContaining(['X-Request-Id', 'ETag', 'Location', 'RateLimit-Remaining', 'Idempotency-Replayed']),
    );
    const change = operation('patch', 'projects/{project}/sources/{id}');
    expect(change.parameters?.map(({ name }) => name)).toContain('If-Match');
  });
});
