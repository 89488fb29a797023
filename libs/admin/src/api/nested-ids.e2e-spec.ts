import { jest } from '@jest/globals';
import { toTypeId, type IdPrefix, type Uuid } from '@posthorn/contracts';
import { fillProject, type FilledProject } from '../testing/filled-project.js';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { addKey, created } from '../testing/test-team.js';

type Schema = { readonly $ref?: string; readonly type?: string; readonly items?: Schema; readonly properties?: Record<string, Schema> };
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> };
}
interface Nested {
  /** Whose id it is. */
  readonly collection: string;
  /** What else the body must have; of the project itself. */
  readonly body?: (own: FilledProject, id: string) => object;
}

/** Well formed, and of nothing. */
const NOTHING: Uuid = '01890a5d-ac96-774b-bcce-b302099a8057';
const of = (collection: string, body?: Nested['body']): Nested => ({ collection, ...(body && { body }) });

/** Every id that a body or a query below a project may name; `null` = it is called so, and is no id of ours. */
const NESTED_IDS: Readonly<Record<string, Nested | null>> = {
  'post sources body.externalId': null,
  'patch sources/{id} body.externalId': null,
  'post subscriptions body.sourceId': of('sources', ({ destinations }, sourceId) => ({ name: 'N', destinationId: destinations, sourceId })),
  'post subscriptions body.destinationId': of('destinations', (_own, destinationId) => ({ name: 'N', destinationId })),
  'patch subscriptions/{id} body.sourceId': of('sources', (_own, sourceId) => ({ sourceId })),
  'patch subscriptions/{id} body.destinationId': of('destinations', (_own, destinationId) => ({ destinationId })),
  'post destinations/{id}/preview body.eventId': of('events', (_own, eventId) => ({ eventId })),
  'post events/{id}/replay body.subscriptionIds': of('subscriptions', (_own, id) => ({ subscriptionIds: [id] })),
  'post events/{id}/replay body.destinationId': of('destinations', (_own, destinationId) => ({ destinationId })),
  'post events/{id}/replay body.newId': null,
  'post refusals/accept body.ids': of('refusals', (_own, id) => ({ ids: [id], force: true })),
  'post refusals/accept body.sourceId': of('sources', (_own, sourceId) => ({ sourceId, force: true })),
  'get events query.sourceId': of('sources'),
  'get events query.externalId': null,
  'get deliveries query.destinationId': of('destinations'),
  'get deliveries query.subscriptionId': of('subscriptions'),
  'get deliveries query.eventId': of('events'),
  'get refusals query.sourceId': of('sources'),
  'get audit-log query.actorId': of('api-keys'),
  'get audit-log query.resourceId': of('sources'),
};
const IS_ID = /(?:^i|I)ds?$/;

jest.setTimeout(60_000);

describe('an id inside of a request', () => {
  let admin: TestAdmin;
  let theirs: FilledProject;
  let own: FilledProject;
  let authorization: string;
  beforeAll(async () => {
    admin = await startTestAdmin();
    await created(admin.send('post', 'projects', { name: 'Other' }));
    // Each in turn: an invited address is one of each project's own.
    [theirs, own] = [await fillProject(admin, 'default'), await fillProject(admin, 'other')];
    authorization = await addKey(admin, 'other', 'admin');
  });
  afterAll(() => admin.close());

  it('is known to this walk, wherever the OpenAPI document has one', async () => {
    const document = (await admin.send('get', 'openapi.json')).body as {
      paths: Record<string, Record<string, Operation>>;
      components: { schemas: Record<string, Schema> };
    };
    const resolve = (schema: Schema): Schema => document.components.schemas[schema.$ref?.split('/').at(-1) ?? ''] ?? schema;
    const namesIn = (schema: Schema, above = ''): string[] =>
      Object.entries(resolve(schema.items ?? schema).properties ?? {}).flatMap(([name, inner]) => [
        ...(IS_ID.test(name) ? [`${above}${name}`] : []),
        ...namesIn(inner, `${above}${name}.`),
      ]);
    const found = Object.entries(document.paths).flatMap(([path, operations]) => {
      const below = path.split('/{project}/')[1];
      if (below === undefined) return [];
      return Object.entries(operations).flatMap(([method, { parameters = [], requestBody }]) => {
        const query = parameters.filter((one) => one.in === 'query' && IS_ID.test(one.name)).map(({ name }) => `query.${name}`);
        const body = Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => namesIn(schema).map((name) => `body.${name}`));
        return [...query, ...body].map((place) => `${method} ${below} ${place}`);
      });
    });
    expect(found.sort()).toEqual(Object.keys(NESTED_IDS).sort());
  });

  it.each(Object.entries(NESTED_IDS).flatMap(([name, nested]) => (nested ? [[name, nested] as const] : [])))(
    "%s: another project's is one of nothing, for its admin and for an owner",
    async (name, { collection, body }) => {
      const [method = '', path = '', place = ''] = name.split(' ');
      const field = place.split('.')[1] ?? '';
      const foreign = theirs[collection] ?? '';
      const nothing = toTypeId(foreign.slice(0, 3) as IdPrefix, NOTHING);
      const ask = async (id: string, headers: Record<string, string>): Promise<[number, string, { data?: unknown[] }]> => {
        const target = `projects/other/${path.replace('{id}', own[path.split('/')[0] ?? ''] ?? '')}`;
        const query = place.startsWith('query.') ? `?${field}=${id}` : '';
        const answer = await admin.send(method as 'get', `${target}${query}`, body?.(own, id), headers);
        return [answer.status, JSON.stringify(answer.body).replaceAll(id, 'ID'), answer.body as { data?: unknown[] }];
      };
      for (const headers of [{ authorization }, undefined]) {
        const [status, text, answer] = await ask(foreign, headers ?? {});
        expect([status, text]).toEqual((await ask(nothing, headers ?? {})).slice(0, 2));
        // Refused with the field named; lists, and what goes by a list, find nothing.
        if (status === 422) expect(text).toContain(`"field":"${field}`);
        else expect([status, foundIn(answer)]).toEqual([200, []]);
      }
      // The project's own is something: what is asked is what decides.
      if (method === 'get')
        expect((await ask(own[collection] ?? '', {}))[2].data?.length).toBeGreaterThanOrEqual(collection === 'api-keys' ? 0 : 1);
    },
  );

  it("a source's secret is found by that source alone", async () => {
    const { id } = await created(
      admin.send('post', 'projects/other/sources', { name: 'T', verification: { provider: 'bearer', secrets: ['hush'] } }),
    );
    for (const secretId of [own['secretId'], theirs['secretId']]) {
      expect((await admin.send('delete', `projects/other/sources/${id}/secrets/${secretId ?? ''}`)).status).toBe(404);
    }
    expect((await admin.send('delete', `projects/other/sources/${own['sources'] ?? ''}/secrets/${theirs['secretId'] ?? ''}`)).status).toBe(
      404,
    );
  });
});

/** What an answer says was there. */
function foundIn({ data }: { data?: unknown[] }): unknown[] {
  return (data ?? []).filter((item) => (item as { outcome?: unknown }).outcome !== 'not-found');
}
