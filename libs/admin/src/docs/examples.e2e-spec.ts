import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { plainExample } from './describe-examples.js';
import { makeWorld, realBody, realPath, type World } from '../testing/test-world.js';

type Method = 'get' | 'post' | 'patch' | 'delete';
type Content = Readonly<Record<string, Media>>;
interface Media {
  readonly schema: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

/** What ends something comes after what needs it: the later in this list, the later. */
const ENDINGS = [
  /_expunge$/,
  /_revoke/,
  /^subscriptions_remove$/,
  /^(?!projects_|operators_|subscriptions_).*_remove$/,
  /^operators_remove$/,
  /^projects_remove$/,
  /^auth_changePassword$/,
  /^auth_signOut$/,
];
/** `TestAdmin` has an inbox that lets nothing through, no network, no identity provider, and one encryption key. */
const REFUSED: Readonly<Record<string, number>> = {
  ...{ refusals_accept: 409, sources_sample: 409, encryptionKeys_rotate: 409 },
  ...{ oidc_login: 404, oidc_callback: 404, oidc_trade: 401 },
};
/** What else an operation must be told here, where an example before it has left something. */
const QUERIES: Readonly<Record<string, string>> = { destinations_remove: '?cascade=true' };

describe('the examples of the OpenAPI document', () => {
  let admin: TestAdmin;
  let world: World;
  let document: OpenAPIObject;
  let operations: readonly (Operation & { readonly method: Method; readonly path: string })[];
  beforeAll(async () => {
    admin = await startTestAdmin();
    world = await makeWorld(admin);
    document = (await admin.send('get', 'openapi.json')).body as OpenAPIObject;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods as unknown as Record<string, Operation>).map(([method, operation]) => ({
        ...operation,
        method: method as Method,
        path,
      })),
    );
  });
  afterAll(() => admin.close());

  it('are there for every body, and are what their schemas say', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    (formats as unknown as (ajv: Ajv2020) => void)(ajv);
    ajv.addSchema({ $id: 'doc', components: document.components });
    const wrong: string[] = [];
    for (const { operationId, requestBody, responses } of operations) {
      const bodies = [
        ['request', requestBody?.content] as const,
        ...Object.entries(responses).map(([status, { content }]) => [status, content] as const),
      ];
      for (const [place, content] of bodies) {
        const media = content?.['application/json'];
        if (!media) continue;
        const schema = JSON.parse(JSON.stringify(media.schema).replaceAll('"#/', '"doc#/')) as object;
        const examples = media.examples ? Object.values(media.examples).map(({ value }) => value) : [media.example];
        for (const example of examples) {
          if (example === undefined) wrong.push(`${operationId} ${place}: none`);
          else if (!ajv.validate(schema, example)) wrong.push(`${operationId} ${place}: ${ajv.errorsText()}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('do what they say: each operation, sent as its example, answers 2xx', async () => {
    const rank = ({ operationId }: Operation): number => ENDINGS.findLastIndex((ending) => ending.test(operationId));
    const refused: string[] = [];
    for (const operation of operations.toSorted((a, b) => rank(a) - rank(b))) {
      const { method, path, operationId, requestBody } = operation;
      const example = plainExample(requestBody?.content['application/json']);
      const answer = await admin.send(
        method,
        `${realPath(path, world)}${QUERIES[operationId] ?? ''}`,
        example === undefined ? undefined : realBody(example, world),
      );
      const expected = REFUSED[operationId];
      if (expected === undefined ? answer.status >= 300 : answer.status !== expected)
        refused.push(`${operationId} ${answer.status} ${answer.text}`);
    }
    // Is it new? Its DTO gets an example in request-examples.ts, or its collection a thing in testing/filled-project.ts.
    expect(refused).toEqual([]);
  });
});
