import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

type Json = Record<string, unknown>;
const SECRET = 'marker-3e1f-do-not-show';
const HMAC = { provider: 'hmac', options: { header: 'x-signature' }, secrets: [SECRET] };

describe('a source', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin()));
  afterAll(() => admin.close());

  const create = async (resource: string, body: object): Promise<Json & { id: string }> => {
    const answer = await admin.call('post', resource, body);
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body as Json & { id: string };
  };
  const source = (extra: object = {}) => create('sources', { name: 'A', verification: { provider: 'none' }, ...extra });

  it('is created with its defaults, in force at once, and found where Location says', async () => {
    const answer = await admin.call('post', 'sources', { name: 'Shop', verification: HMAC });
    const body = answer.body as Json & { id: string; slug: string };
    expect(answer.status).toBe(201);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^src_/),
      slug: expect.stringMatching(/^[a-z0-9]{20}$/),
      url: `https://hooks.example.com/in/${body.slug}`,
      status: 'enabled',
      dedupeWindowSeconds: 86_400,
      maxBodyBytes: null,
      methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
      response: { status: 200, contentType: 'application/json', body: '{}' },
      verification: { provider: 'hmac', secrets: [{ id: expect.stringMatching(/^sec_/), expiresAt: null, lastUsedAt: null }] },
    });
    expect(admin.configuration.snapshot.sourcesBySlug.get(body.slug)?.secrets[0]?.value).toBe(SECRET);
    const location = answer.headers['location'] ?? '';
    expect(location).toBe(`/api/v1/projects/default/sources/${body.id}`);
    const again = await admin.send('get', location.replace('/api/v1/', ''));
    expect(again.body).toEqual(body);
    expect(again.headers['etag']).toBe(answer.headers['etag']);
  });

  it.each<[string, object, object[]]>([
    [
      'nothing',
      {},
      [
        { field: 'name', code: 'required' },
        { field: 'verification', code: 'required' },
      ],
    ],
    ['an unknown field', { name: 'x', verification: { provider: 'none' }, colour: 1 }, [{ field: 'colour', code: 'unknown-field' }]],
    ['an unknown provider', { name: 'x', verification: { provider: 'nope' } }, [{ field: 'verification.provider', code: 'invalid' }]],
    ['no secret', { name: 'x', verification: { provider: 'bearer' } }, [{ field: 'verification.secrets', code: 'required' }]],
    [
      'faults of the scheme',
      { name: 'x', verification: { provider: 'hmac', options: { algorithm: 'rot13', colour: 1 }, secrets: ['s'] } },
      [
        { field: 'verification.options.header', code: 'required' },
        { field: 'verification.options.algorithm', code: 'invalid' },
        { field: 'verification.options.colour', code: 'unknown-field' },
      ],
    ],
    ['a wrong slug', { name: 'x', slug: 'No_', verification: { provider: 'none' } }, [{ field: 'slug', code: 'invalid' }]],
    ['a NUL', { name: 'x\0', verification: { provider: 'none' } }, [{ field: 'name', code: 'invalid' }]],
    [
      'wrong rules and limits',
      {
        name: 'x',
        verification: { provider: 'none' },
        eventType: { from: 'body' },
        externalId: { from: 'const', value: '1' },
        maxBodyBytes: 99_999_999,
        response: { status: 204, body: 'x' },
      },
      [
        { field: 'maxBodyBytes', code: 'invalid' },
        { field: 'eventType.path', code: 'required' },
        { field: 'externalId.from', code: 'invalid' },
        { field: 'response.body', code: 'invalid' },
      ],
    ],
    [
      'numbers out of range',
      { name: 'x', verification: { provider: 'none' }, dedupeWindowSeconds: 0, response: { status: 302 } },
      [
        { field: 'dedupeWindowSeconds', code: 'invalid' },
        { field: 'response.status', code: 'invalid' },
      ],
    ],
  ])('is refused with %s', async (_case, body, errors) => {
    const answer = await admin.call('post', 'sources', body);
    expect(answer.status).toBe(422);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    const found = (answer.body as { errors: Json[] }).errors.map(({ field, code }) => ({ field, code }));
    expect(found).toHaveLength(errors.length);
    expect(found).toEqual(expect.arrayContaining(errors));
  });

  it.each<[string, object, string]>([
    ['a network that is none', { allowedIps: ['192.0.2.0/24', '10.0.0.0/40'] }, 'allowedIps'],
    ['a host name for a network', { allowedIps: ['example.com'] }, 'allowedIps'],
    ['an empty list, which could mean everybody or nobody', { allowedIps: [] }, 'allowedIps'],
    ['parameters in a content type', { contentTypes: ['application/json; charset=utf-8'] }, 'contentTypes'],
    ['a content type that is none', { contentTypes: ['json'] }, 'contentTypes'],
    ['a range of all types', { contentTypes: ['*/*'] }, 'contentTypes'],
    ['a header name with a space', { requiredHeaders: ['x tenant'] }, 'requiredHeaders'],
    ['a rate of none', { rateLimit: { count: 0, perSeconds: 1 } }, 'rateLimit.count'],
    ['a rate without a time', { rateLimit: { count: 1 } }, 'rateLimit.perSeconds'],
    ['a rate of more than a day', { rateLimit: { count: 1, perSeconds: 86_401 } }, 'rateLimit.perSeconds'],
    ['a dedupe window of more than 30 days', { dedupeWindowSeconds: 2_592_001 }, 'dedupeWindowSeconds'],
    ['no dedupe window', { dedupeWindowSeconds: 0 }, 'dedupeWindowSeconds'],
    ['a response that is no success', { response: { status: 302 } }, 'response.status'],
    ['six search keys', { searchKeys: Array.from({ length: 6 }, (_, n) => ({ name: `k${n}`, path: 'a' })) }, 'searchKeys'],
    ['a search key with an upper-case name', { searchKeys: [{ name: 'Order', path: 'id' }] }, 'searchKeys.0.name'],
    ['a search key without a path', { searchKeys: [{ name: 'a', path: 'id' }, { name: 'b' }] }, 'searchKeys.1.path'],
    ['a search key with a path that is none', { searchKeys: [{ name: 'a', path: 'a..b' }] }, 'searchKeys.0.path'],
    ['a search key from a constant', { searchKeys: [{ name: 'a', from: 'const', path: 'x' }] }, 'searchKeys.0.from'],
    ['a search key from a header that is none', { searchKeys: [{ name: 'a', from: 'header', path: 'x y' }] }, 'searchKeys.0.path'],
    ['a search key that has a field too many', { searchKeys: [{ name: 'a', path: 'x', value: 'y' }] }, 'searchKeys.0.value'],
    [
      'two search keys of one name',
      {
        searchKeys: [
          { name: 'a', path: 'x' },
          { name: 'a', from: 'query', path: 'y' },
        ],
      },
      'searchKeys.1.name',
    ],
    ['search keys that are no list', { searchKeys: { name: 'a', path: 'x' } }, 'searchKeys'],
    ['a search key that is a text', { searchKeys: ['a'] }, 'searchKeys.0'],
    ['a line break in a content type', { response: { contentType: 'text/plain\r\nx: y' } }, 'response.contentType'],
  ])('refuses %s', async (_case, options, field) => {
    const answer = await admin.call('post', 'sources', { name: 'A', verification: { provider: 'none' }, ...options });
    expect([answer.status, (answer.body as { errors: { field: string }[] }).errors.map((error) => error.field)]).toEqual([422, [field]]);
  });

  it('keeps what it asks of requests, and drops it by null', async () => {
    const options = {
      allowedIps: ['192.0.2.0/24', '2001:DB8::1'],
      contentTypes: ['application/json', 'text/*'],
      requiredHeaders: ['x-tenant'],
      rateLimit: { count: 10, perSeconds: 60 },
      dedupeWindowSeconds: 2_592_000,
    };
    const { id } = await source({ ...options, contentTypes: ['Application/JSON', 'text/*', 'TEXT/*'], requiredHeaders: ['X-Tenant'] });
    expect((await admin.call('get', `sources/${id}`)).body).toMatchObject(options);
    const answer = await admin.call('patch', `sources/${id}`, { rateLimit: { count: 5 }, requiredHeaders: null });
    expect(answer.body).toMatchObject({ ...options, rateLimit: { count: 5, perSeconds: 60 }, requiredHeaders: [] });
    const none = { allowedIps: null, contentTypes: null, rateLimit: null };
    expect((await admin.call('patch', `sources/${id}`, none)).body).toMatchObject(none);
  });

  it('has search keys, of the body unless told otherwise, replaced as a whole and dropped by null', async () => {
    const keys = [
      { name: 'order', path: 'order.id' },
      { name: 'shop', from: 'header', path: 'X-Shop' },
    ];
    const { id, ...created } = await source({ searchKeys: keys });
    const shown = [{ ...keys[0], from: 'body' }, keys[1]];
    expect(created['searchKeys']).toEqual(shown);
    expect(admin.configuration.snapshot.sourcesBySlug.get(String(created['slug']))?.searchKeys).toEqual(shown);
    const patched = await admin.call('patch', `sources/${id}`, { searchKeys: [{ name: 'table', from: 'query', path: 't' }] });
    expect((patched.body as Json)['searchKeys']).toEqual([{ name: 'table', from: 'query', path: 't' }]);
    expect(((await admin.call('patch', `sources/${id}`, { name: 'B' })).body as Json)['searchKeys']).toHaveLength(1);
    expect(((await admin.call('patch', `sources/${id}`, { searchKeys: null })).body as Json)['searchKeys']).toEqual([]);
  });

  it('needs a slug that nobody has, until its owner is deleted', async () => {
    const first = await source({ slug: 'taken' });
    const second = await admin.call('post', 'sources', { name: 'B', slug: 'taken', verification: { provider: 'none' } });
    expect([second.status, (second.body as Json)['code']]).toEqual([409, 'conflict']);
    expect((await admin.call('delete', `sources/${first.id}`)).status).toBe(204);
    expect((await admin.call('get', `sources/${first.id}`)).status).toBe(404);
    await source({ slug: 'taken' });
  });

  it("of the relay's own is there from the start, can be subscribed to, and stays as it is", async () => {
    const { data } = (await admin.call('get', 'sources?limit=100')).body as { data: Json[] };
    const [own, ...others] = data.filter((one) => one['internal'] === true) as (Json & { id: string })[];
    expect(others).toEqual([]);
    expect(own).toMatchObject({ slug: 'posthorn', url: null, status: 'enabled', verification: { provider: 'none', secrets: [] } });
    expect(admin.configuration.snapshot.sourcesBySlug.has('posthorn')).toBe(false);
    const id = own?.id ?? '';
    const { id: destinationId } = await create('destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/a' } });
    expect(await create('subscriptions', { name: 'S', sourceId: id, destinationId })).toMatchObject({ sourceId: id });
    const refused = [
      await admin.call('patch', `sources/${id}`, { name: 'Mine' }),
      await admin.call('delete', `sources/${id}`),
      await admin.call('post', `sources/${id}/secrets`, { value: 'x' }),
      await admin.call('post', 'sources', { name: 'B', slug: 'posthorn', verification: { provider: 'none' } }),
      await admin.call('patch', `sources/${(await source()).id}`, { slug: 'posthorn' }),
    ];
    expect(refused.map((answer) => [answer.status, (answer.body as Json)['code']])).toEqual(refused.map(() => [409, 'conflict']));
  });

  it('is patched by RFC 7396', async () => {
    const { id } = await source({ verification: HMAC, eventType: { from: 'body', path: 'type' }, maxBodyBytes: 10 });
    const patch = { verification: { options: { prefix: 'v=' } }, eventType: { from: 'header', name: 'x-type' }, maxBodyBytes: null };
    const answer = await admin.call('patch', `sources/${id}`, patch);
    expect(answer.body).toMatchObject({
      name: 'A',
      maxBodyBytes: null,
      eventType: { from: 'header', name: 'x-type' },
      verification: { options: { header: 'x-signature', prefix: 'v=' }, secrets: [{}] },
    });
    const other = await admin.call('patch', `sources/${id}`, { verification: { provider: 'bearer' }, eventType: null });
    expect(other.body).toMatchObject({ eventType: null, verification: { provider: 'bearer', options: {} } });
  });

  it.each<[string, object, object]>([
    ['secrets', { verification: { secrets: ['x'] } }, { field: 'verification.secrets', code: 'invalid' }],
    ['a field that does not exist, even as null', { colour: null }, { field: 'colour', code: 'unknown-field' }],
    ['the loss of what is required', { name: null }, { field: 'name', code: 'required' }],
    [
      'options that do not fit',
      { verification: { options: { header: null } } },
      { field: 'verification.options.header', code: 'required' },
    ],
  ])('refuses a patch of %s', async (_case, patch, error) => {
    const { id } = await source({ verification: HMAC });
    const answer = await admin.call('patch', `sources/${id}`, patch);
    expect(answer.status).toBe(422);
    expect((answer.body as { errors: object[] }).errors).toEqual([expect.objectContaining(error)]);
  });

  it('honours If-Match', async () => {
    const { id } = await source();
    const etag = (await admin.call('get', `sources/${id}`)).headers['etag'] ?? '';
    expect((await admin.call('patch', `sources/${id}`, { name: 'B' }, { 'if-match': etag })).status).toBe(200);
    const stale = await admin.call('patch', `sources/${id}`, { name: 'C' }, { 'if-match': etag });
    expect([stale.status, (stale.body as Json)['code']]).toEqual([412, 'precondition-failed']);
    expect((await admin.call('delete', `sources/${id}`, undefined, { 'if-match': etag })).status).toBe(412);
  });

  it('rotates and revokes its secrets', async () => {
    const { id, verification } = await source({ verification: HMAC });
    const old = (verification as { secrets: { id: string }[] }).secrets[0]?.id ?? '';
    const only = await admin.call('delete', `sources/${id}/secrets/${old}`);
    expect(only.status).toBe(409);
    const added = await admin.call('post', `sources/${id}/secrets`, { value: `${SECRET}-2`, expirePreviousInSeconds: 60 });
    expect(added.status).toBe(201);
    const shown = (await admin.call('get', `sources/${id}`)).body as { verification: { secrets: Json[] } };
    expect(shown.verification.secrets).toMatchObject([
      { id: (added.body as Json)['id'], expiresAt: null },
      { id: old, expiresAt: expect.any(String) },
    ]);
    expect((await admin.call('delete', `sources/${id}/secrets/${old}`)).status).toBe(204);
    expect((await admin.call('delete', `sources/${id}/secrets/${old}`)).status).toBe(404);
    const empty = await admin.call('post', `sources/${id}/secrets`, { value: ' ' });
    expect((empty.body as { errors: object[] }).errors).toMatchObject([{ field: 'value' }]);
  });

  it.each(['mailchimp', 'monday'])('of %s is not opened to everybody by the revocation of its last secret', async (provider) => {
    const { id, verification } = await source({ verification: { provider, secrets: [SECRET] } });
    const path = `sources/${id}/secrets/${(verification as { secrets: { id: string }[] }).secrets[0]?.id ?? ''}`;
    const answer = await admin.call('delete', path);
    expect([answer.status, (answer.body as Json)['code']]).toEqual([409, 'conflict']);
    // Said in so many words, it is.
    expect((await admin.call('patch', `sources/${id}`, { verification: { provider: 'none' } })).status).toBe(200);
    expect((await admin.call('delete', path)).status).toBe(204);
  });

  // Last, when everything has been answered that this file asks for.
  it('has shown no secret in any answer', () => {
    expect(admin.answers.length).toBeGreaterThan(20);
    expect(admin.answers.filter((answer) => answer.includes(SECRET))).toEqual([]);
  });
});
