import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

type Json = Record<string, unknown>;

const TRANSFORM = 'function transform(event) { return event }';

describe('a subscription', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin()));
  afterAll(() => admin.close());

  const create = async (resource: string, body: object): Promise<Json & { id: string }> => {
    const answer = await admin.call('post', resource, body);
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body as Json & { id: string };
  };
  const source = (extra: object = {}) => create('sources', { name: 'A', verification: { provider: 'none' }, ...extra });
  const destination = (extra: object = {}) =>
    create('destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/a' }, ...extra });

  let destinationId: string;
  beforeAll(async () => ({ id: destinationId } = await destination()));

  it('is created with its defaults, patched and deleted', async () => {
    const body = await create('subscriptions', { name: 'S', destinationId, filter: null, transform: null, orderingKey: null });
    expect(body).toMatchObject({
      destinationId,
      sourceId: null,
      eventTypes: ['**'],
      delaySeconds: 0,
      filter: null,
      orderingKey: null,
      status: 'enabled',
    });
    const { id: sourceId } = await source();
    const patched = await admin.call('patch', `subscriptions/${body.id}`, { sourceId, eventTypes: ['a.*'], status: 'paused' });
    expect(patched.body).toMatchObject({ sourceId, eventTypes: ['a.*'], status: 'paused', name: 'S' });
    const any = await admin.call('patch', `subscriptions/${body.id}`, { sourceId: null, eventTypes: null });
    expect(any.body).toMatchObject({ sourceId: null, eventTypes: ['**'] });
    const ordered = await admin.call('patch', `subscriptions/${body.id}`, { orderingKey: { from: 'body', path: 'order.id' } });
    expect(ordered.body).toMatchObject({ orderingKey: { from: 'body', path: 'order.id' } });
    const other = await admin.call('patch', `subscriptions/${body.id}`, { orderingKey: { from: 'header', name: 'x-key' } });
    expect(other.body).toMatchObject({ orderingKey: { from: 'header', name: 'x-key' } });
    const none = await admin.call('patch', `subscriptions/${body.id}`, { orderingKey: null });
    expect(none.body).toMatchObject({ orderingKey: null });
    expect((await admin.call('delete', `subscriptions/${body.id}`)).status).toBe(204);
    expect((await admin.call('delete', `subscriptions/${body.id}`)).status).toBe(404);
  });

  it('keeps a filter as it was written, and a patch replaces it whole', async () => {
    const filter = { body: { amount: { $gt: 1 }, deletedAt: null }, headers: { 'X-A': 'b' } };
    const { id, ...made } = await create('subscriptions', { name: 'S', destinationId, filter });
    expect(made['filter']).toEqual(filter);
    const patched = await admin.call('patch', `subscriptions/${id}`, { filter: { body: { a: null } } });
    expect(patched.body).toMatchObject({ filter: { body: { a: null } } });
    expect(((await admin.call('patch', `subscriptions/${id}`, { name: 'T' })).body as Json)['filter']).toEqual({ body: { a: null } });
    expect(((await admin.call('get', `subscriptions/${id}`)).body as Json)['filter']).toEqual({ body: { a: null } });
    expect(((await admin.call('patch', `subscriptions/${id}`, { filter: null })).body as Json)['filter']).toBeNull();
  });

  it('keeps a transform, and a patch replaces and removes it', async () => {
    const { id, ...made } = await create('subscriptions', { name: 'S', destinationId, transform: { code: TRANSFORM } });
    expect(made['transform']).toEqual({ code: TRANSFORM });
    expect((await admin.call('patch', `subscriptions/${id}`, { name: 'T' })).body).toMatchObject({ transform: { code: TRANSFORM } });
    const other = 'const transform = (event) => ({ body: event.id })';
    const patched = await admin.call('patch', `subscriptions/${id}`, { transform: { code: other } });
    expect(patched.body).toMatchObject({ transform: { code: other } });
    expect((await admin.call('patch', `subscriptions/${id}`, { transform: { code: 'x' } })).status).toBe(422);
    expect((await admin.call('patch', `subscriptions/${id}`, { transform: null })).body).toMatchObject({ transform: null });
  });

  it('keeps the clauses of a filter whose names every object inherits', async () => {
    const filter = { body: { constructor: 'a', prototype: 'b', toString: 'c', hasOwnProperty: 'd' } };
    const { filter: kept } = await create('subscriptions', { name: 'S', destinationId, filter });
    expect(kept).toEqual(filter);
  });

  it('is refused with a filter nested without end', async () => {
    const body = `{"name":"S","destinationId":"${destinationId}","filter":{"body":${'[{"a":'.repeat(60_000)}1${'}]'.repeat(60_000)}}}`;
    const answer = await admin.call('post', 'subscriptions', body, { 'content-type': 'application/json' });
    expect(answer.status).toBe(422);
  });

  it.each<[string, object, object]>([
    ['no destination', { destinationId: undefined }, { field: 'destinationId', code: 'required' }],
    ['a destination that is none', { destinationId: 'dst_01h2xcejqtf2nbrexx3vqjhp41' }, { field: 'destinationId', code: 'not-found' }],
    ['an id of another kind', { destinationId: 'src_01h2xcejqtf2nbrexx3vqjhp41' }, { field: 'destinationId', code: 'invalid' }],
    ['a source that is none', { sourceId: 'src_01h2xcejqtf2nbrexx3vqjhp41' }, { field: 'sourceId', code: 'not-found' }],
    ['a filter that is none', { filter: 'body' }, { field: 'filter', code: 'invalid' }],
    ['a filter for another part', { filter: { all: [] } }, { field: 'filter.all', code: 'unknown-field' }],
    ['an operand of another kind', { filter: { body: { amount: { $gt: {} } } } }, { field: 'filter.body.amount.$gt', code: 'invalid' }],
    [
      'an operator that is none',
      { filter: { headers: { a: { $regex: '.' } } } },
      { field: 'filter.headers.a.$regex', code: 'unknown-field' },
    ],
    ['a filter with a NUL', { filter: { body: { a: '\0' } } }, { field: 'filter.body.a', code: 'invalid' }],
    ['a transform that is none', { transform: 'x' }, { field: 'transform', code: 'invalid' }],
    ['a transform without code', { transform: {} }, { field: 'transform.code', code: 'required' }],
    ['a transform of another kind', { transform: { code: 7 } }, { field: 'transform.code', code: 'invalid' }],
    ['a transform with more', { transform: { code: TRANSFORM, lang: 'js' } }, { field: 'transform.lang', code: 'unknown-field' }],
    ['a transform with a NUL', { transform: { code: `${TRANSFORM}\0` } }, { field: 'transform.code', code: 'invalid' }],
    ['a long transform', { transform: { code: TRANSFORM.padEnd(65_537) } }, { field: 'transform.code', code: 'invalid' }],
    [
      'a transform that does not parse',
      { transform: { code: 'function transform(event) {\n  return }}' } },
      { field: 'transform.code', code: 'invalid', message: expect.stringMatching(/^Line 2, column \d+: SyntaxError/) },
    ],
    ['code without a transform', { transform: { code: 'let a = 1' } }, { field: 'transform.code', code: 'invalid' }],
    ['an ordering key without a path', { orderingKey: { from: 'body' } }, { field: 'orderingKey.path', code: 'required' }],
    ['no types', { eventTypes: [] }, { field: 'eventTypes', code: 'invalid' }],
    ['a wrong pattern', { eventTypes: ['a.**.b'] }, { field: 'eventTypes', code: 'invalid' }],
    ['a long delay', { delaySeconds: 2_592_001 }, { field: 'delaySeconds', code: 'invalid' }],
    ['half a second', { delaySeconds: 0.5 }, { field: 'delaySeconds', code: 'invalid' }],
    ['a wrong status', { status: 'on' }, { field: 'status', code: 'invalid' }],
  ])('is refused with %s', async (_case, extra, error) => {
    const answer = await admin.call('post', 'subscriptions', { name: 'S', destinationId, ...extra });
    expect(answer.status).toBe(422);
    expect((answer.body as { errors: object[] }).errors).toEqual([expect.objectContaining(error)]);
  });
});
