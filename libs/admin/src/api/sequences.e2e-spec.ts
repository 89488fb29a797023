import { jest } from '@jest/globals';
import fc, { type Arbitrary } from 'fast-check';
import { plainExample } from '../docs/describe-examples.js';
import { FuzzAdmin, type FuzzedOperation } from '../testing/fuzz-admin.js';
import { arbitraryOf, bodyArbitrary } from '../testing/schema-arbitrary.js';
import { realBody, realPath, type World } from '../testing/test-world.js';

/** `POSTHORN_FUZZ=long` draws other sequences each time, and many; a fault is drawn again by the seed that the test prints. */
const IS_LONG = process.env['POSTHORN_FUZZ'] === 'long';
const SHORT = { seed: 20_260_115, numRuns: 20 };
const LONG = { numRuns: 300 };
/** Signing in is slowed down on purpose, and has tests of its own; without its project, a sequence would find nothing. */
const LEFT_OUT = /^(?:auth|oidc|invitationAcceptance)_|^projects_(?:update|remove)$/;
/** Of the things of one kind, so many of the newest are asked for. */
const RECENT = 3;

jest.setTimeout(IS_LONG ? 1_800_000 : 120_000);

/** A request of a sequence, whose ids are put in when its turn comes. */
interface Step {
  readonly operationId: string;
  readonly body: unknown;
  readonly query: Readonly<Record<string, unknown>>;
  readonly pick: number;
}

describe('any sequence of legal requests', () => {
  let fuzz: FuzzAdmin;
  let known: Map<string, string[]>;
  beforeAll(async () => {
    fuzz = await FuzzAdmin.start();
    known = new Map(Object.entries(fuzz.world.ids).map(([collection, id]) => [collection, [id]]));
  });
  afterAll(() => fuzz.close());

  function stepsOf(operation: FuzzedOperation): Arbitrary<Step> {
    const media = operation.requestBody?.content['application/json'];
    const queries = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
    const query = Object.fromEntries(queries.map(({ name, schema }) => [name, arbitraryOf(schema, fuzz.schemas)]));
    return fc.record({
      operationId: fc.constant(operation.operationId),
      body: media ? bodyArbitrary(media.schema, plainExample(media), fuzz.schemas) : fc.constant(undefined),
      query: fc.record(query, { requiredKeys: [] }),
      pick: fc.nat(RECENT - 1),
    });
  }

  function operationOf(id: string): FuzzedOperation {
    const found = fuzz.operations.find(({ operationId }) => operationId === id);
    if (!found) throw new Error(`no operation ${id}`);
    return found;
  }

  /** The world with one of the newest things of each kind. */
  const worldOf = ({ pick }: Step): World => ({
    ...fuzz.world,
    ids: Object.fromEntries([...known].map(([collection, ids]) => [collection, ids.at(-1 - (pick % ids.length)) ?? ''])),
  });

  /** Sends it, and answers what it made: its path, to be read again. Throws where an answer breaks the OpenAPI document or itself. */
  async function take(step: Step): Promise<string> {
    const { operationId, body, query } = step;
    const { method, path } = operationOf(operationId);
    const world = worldOf(step);
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(realBody(query, world) as object)) search.set(name, String(value));
    const here = realPath(path, world);
    const sent = body === undefined ? undefined : JSON.stringify(realBody(body, world));
    const answer = await fuzz.send(method, search.size > 0 ? `${here}?${String(search)}` : here, sent);
    const told = `${method} ${here}?${String(search)} ${sent ?? ''} → ${answer.status}`;
    try {
      if (answer.status === 201) await expectMade(path, answer.headers['location'], answer.text);
      if (method === 'patch' && answer.status === 200)
        expect(JSON.parse((await fuzz.send('get', here)).text)).toEqual(JSON.parse(answer.text));
      if (method === 'delete' && answer.status === 204 && !here.includes('/secrets/'))
        expect((await fuzz.send('get', here)).status).toBe(404);
    } catch (error) {
      throw new Error(`${told} ${answer.text}\n${String(error)}`, { cause: error });
    }
    return told;
  }

  /** What was made is there, as it was answered but for what is shown once; from now on the sequence may ask for it. */
  async function expectMade(path: string, location: unknown, text: string): Promise<void> {
    const made = JSON.parse(text) as { readonly id: string };
    const collection = path.endsWith('/secrets') ? 'secretId' : (path.split('/').at(-1) ?? '');
    if (known.has(collection)) known.set(collection, [...(known.get(collection) ?? []).slice(1 - 2 * RECENT), made.id]);
    if (collection === 'secretId') return;
    const read = await fuzz.send('get', String(location).replace('/api/v1/', ''));
    expect(read.status).toBe(200);
    expect(made).toMatchObject(JSON.parse(read.text) as object);
  }

  it('is answered as the OpenAPI document says, without a 5xx; what is made or changed is read back so, what is deleted is gone', async () => {
    const operations = fuzz.operations.filter(({ operationId }) => !LEFT_OUT.test(operationId));
    const isCreate = ({ operationId }: FuzzedOperation): boolean => /_(?:create|add|addSecret)$/.test(operationId);
    const step = fc.oneof(...operations.map((one) => ({ weight: isCreate(one) ? 3 : 1, arbitrary: stepsOf(one) })));
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30, size: 'max' }), async (steps) => {
        const told: string[] = [];
        for (const next of steps) {
          const one = await take(next).catch((error: unknown) => {
            throw new Error([...told, String(error)].join('\n'), { cause: error });
          });
          told.push(one);
          const status = Number(one.slice(-3));
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      }),
      // What is left of one sequence stands in the way of the next: a shorter one is no proof.
      { ...(IS_LONG ? LONG : SHORT), endOnFailure: true },
    );
    // Legal requests that were all refused would show nothing.
    for (const status of [200, 201, 204, 404, 422]) expect([status, (statuses.get(status) ?? 0) > 4]).toEqual([status, true]);
  });
});
