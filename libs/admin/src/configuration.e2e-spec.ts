import { startTestAdmin, type TestAdmin } from './testing/test-admin.js';

type Json = Record<string, unknown>;
const SECRET = 'marker-3e1f-do-not-show';
const HMAC = { provider: 'hmac', options: { header: 'x-signature' }, secrets: [SECRET] };

describe('configuration', () => {
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

  describe('a source', () => {
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

    it('needs a slug that nobody has, until its owner is deleted', async () => {
      const first = await source({ slug: 'taken' });
      const second = await admin.call('post', 'sources', { name: 'B', slug: 'taken', verification: { provider: 'none' } });
      expect([second.status, (second.body as Json)['code']]).toEqual([409, 'conflict']);
      expect((await admin.call('delete', `sources/${first.id}`)).status).toBe(204);
      expect((await admin.call('get', `sources/${first.id}`)).status).toBe(404);
      await source({ slug: 'taken' });
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
  });

  describe('a destination', () => {
    it('shows a generated signing secret once', async () => {
      const answer = await admin.call('post', 'destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/a' } });
      const { signingSecret, ...rest } = answer.body as Json & { id: string };
      expect(signingSecret).toMatch(/^whsec_/);
      expect(rest).toMatchObject({
        id: expect.stringMatching(/^dst_/),
        config: { url: 'https://example.com/a' },
        secrets: { signingSecret: { set: true, rotatedAt: expect.any(String) }, authToken: { set: false, rotatedAt: null } },
        ...{ timeoutMs: 15_000, maxConcurrency: 32, rateLimit: null, retry: null, status: 'enabled' },
      });
      const got = await admin.call('get', `destinations/${rest.id}`);
      expect(got.body).toEqual(rest);
      expect(got.headers['etag']).toBe(answer.headers['etag']);
    });

    it.each<[string, object, object]>([
      ['an unknown plugin', { plugin: 'pigeon' }, { field: 'plugin', code: 'invalid' }],
      ['no URL', { config: {} }, { field: 'config.url', code: 'required' }],
      ['an unknown option', { config: { url: 'https://example.com', colour: 1 } }, { field: 'config.colour', code: 'unknown-field' }],
      ['an unknown secret', { secrets: { pin: 'x' } }, { field: 'secrets.pin', code: 'unknown-field' }],
      ['a wrong secret', { secrets: { signingSecret: SECRET } }, { field: 'secrets.signingSecret', code: 'invalid' }],
      ['a missing secret', { config: { url: 'https://example.com', token: true } }, { field: 'secrets.authToken', code: 'required' }],
      ['a loopback address', { config: { url: 'http://127.0.0.1/' } }, { field: 'config.url', code: 'address-not-allowed' }],
      ['a metadata address', { config: { url: 'http://169.254.169.254/' } }, { field: 'config.url', code: 'address-not-allowed' }],
      ['user info', { config: { url: 'https://u:p@example.com/' } }, { field: 'config.url', code: 'invalid' }],
      ['another scheme', { config: { url: 'ftp://example.com/' } }, { field: 'config.url', code: 'invalid' }],
      ['a rate limit', { rateLimit: { count: 1, perSeconds: 1 } }, { field: 'rateLimit', code: 'not-supported' }],
      ['a long timeout', { timeoutMs: 60_001 }, { field: 'timeoutMs', code: 'invalid' }],
      ['a long schedule', { retry: { schedule: Array(51).fill('0s') } }, { field: 'retry.schedule', code: 'invalid' }],
      ['an unknown preset', { retry: { preset: 'daily' } }, { field: 'retry.preset', code: 'invalid' }],
    ])('is refused with %s', async (_case, extra, error) => {
      const body = { name: 'D', plugin: 'hook', config: { url: 'https://example.com/' }, ...extra };
      const answer = await admin.call('post', 'destinations', body);
      expect(answer.status).toBe(422);
      expect((answer.body as { errors: object[] }).errors).toEqual([expect.objectContaining(error)]);
    });

    it('merges config and secrets', async () => {
      const { id } = await destination({
        config: { url: 'https://example.com/a', headers: { a: '1', b: '2' } },
        secrets: { authToken: SECRET },
      });
      const patch = { config: { headers: { a: null, c: '3' } }, secrets: { authToken: null }, retry: { preset: 'petstore' } };
      const answer = await admin.call('patch', `destinations/${id}`, patch);
      expect(answer.body).toMatchObject({
        config: { url: 'https://example.com/a' },
        secrets: { authToken: { set: false }, signingSecret: { set: true } },
      });
      expect((answer.body as { config: Json }).config['headers']).toEqual({ b: '2', c: '3' });
      const schedule = await admin.call('patch', `destinations/${id}`, { retry: { schedule: ['0s'] } });
      expect((schedule.body as Json)['retry']).toEqual({ schedule: ['0s'] });
      const other = await admin.call('patch', `destinations/${id}`, { plugin: 'hook' });
      expect(other.status).toBe(422);
    });

    it('rotates its signing secret and honours the old one for a while', async () => {
      const { id, signingSecret } = await destination();
      const answer = await admin.call('post', `destinations/${id}/signing-secret/rotate`, { expirePreviousInSeconds: 60 });
      expect(answer.status).toBe(200);
      const rotated = (answer.body as Json)['signingSecret'];
      expect(rotated).not.toBe(signingSecret);
      const inForce = admin.configuration.snapshot.destinations.get([...admin.configuration.snapshot.destinations.keys()].at(-1) ?? '');
      const mine = [...admin.configuration.snapshot.destinations.values()].find(({ secrets }) => secrets['signingSecret'] === rotated);
      expect(inForce).toBeDefined();
      expect(mine?.previousSecrets).toMatchObject([{ name: 'signingSecret', value: signingSecret }]);
    });

    it('sends a test through the port', async () => {
      const { id } = await destination();
      const answer = await admin.call('post', `destinations/${id}/test`);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ id: expect.stringMatching(/^att_/), number: 1, outcome: 'delivered', durationMs: 7 });
    });

    it('is kept while subscriptions go to it, unless they may go, too', async () => {
      const { id } = await destination();
      const subscription = await create('subscriptions', { name: 'S', destinationId: id });
      expect((await admin.call('delete', `destinations/${id}`)).status).toBe(409);
      expect((await admin.call('delete', `destinations/${id}?cascade=true`)).status).toBe(204);
      expect((await admin.call('get', `subscriptions/${subscription.id}`)).status).toBe(404);
    });
  });

  describe('a subscription', () => {
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
      expect((await admin.call('delete', `subscriptions/${body.id}`)).status).toBe(204);
      expect((await admin.call('delete', `subscriptions/${body.id}`)).status).toBe(404);
    });

    it.each<[string, object, object]>([
      ['no destination', { destinationId: undefined }, { field: 'destinationId', code: 'required' }],
      ['a destination that is none', { destinationId: 'dst_01h2xcejqtf2nbrexx3vqjhp41' }, { field: 'destinationId', code: 'not-found' }],
      ['an id of another kind', { destinationId: 'src_01h2xcejqtf2nbrexx3vqjhp41' }, { field: 'destinationId', code: 'invalid' }],
      ['a source that is none', { sourceId: 'src_01h2xcejqtf2nbrexx3vqjhp41' }, { field: 'sourceId', code: 'not-found' }],
      ['a filter', { filter: { all: [] } }, { field: 'filter', code: 'not-supported' }],
      ['a transform', { transform: 'x' }, { field: 'transform', code: 'not-supported' }],
      ['an ordering key', { orderingKey: { from: 'body', path: 'id' } }, { field: 'orderingKey', code: 'not-supported' }],
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

  describe('a list', () => {
    it('pages newest first, each thing once, though new ones come in between', async () => {
      const made: string[] = [];
      for (let i = 0; i < 5; i++) made.unshift((await source()).id);
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null && !seen.includes(made.at(-1) ?? '')) {
        const page = (await admin.call('get', `sources?limit=2${cursor && `&cursor=${cursor}`}`)).body as {
          data: { id: string }[];
          nextCursor: string | null;
        };
        seen.push(...page.data.map(({ id }) => id));
        cursor = page.nextCursor;
        await source();
      }
      expect(seen.slice(0, 5)).toEqual(made);
    });

    it.each(['limit=0', 'limit=101', 'limit=x', 'limit=', 'cursor=x', 'cursor=', 'colour=1', 'limit=1&limit=2'])(
      'refuses ?%s',
      async (query) => {
        expect((await admin.call('get', `sources?${query}`)).status).toBe(422);
      },
    );
  });

  it.each(['sources', 'destinations', 'subscriptions', 'events', 'deliveries', 'refusals'])(
    'answers 404 for ids of %s that are none',
    async (resource) => {
      for (const id of ['nonsense', 'prj_01h2xcejqtf2nbrexx3vqjhp41', '019b4132-70aa-764f-b315-e2803d882a24', '%00']) {
        const answer = await admin.call('get', `${resource}/${id}`);
        expect([answer.status, (answer.body as Json)['code']]).toEqual([404, 'not-found']);
      }
    },
  );

  it("answers 404 for another project's things", async () => {
    await admin.database.pool.query(
      `insert into project (id, slug, name) values ('019b4132-70aa-764f-b315-e2803d882a24', 'other', 'Other')`,
    );
    const [{ id: sourceId }, { id: destinationId }] = [await source(), await destination()];
    for (const path of [`sources/${sourceId}`, `destinations/${destinationId}`]) {
      expect((await admin.send('get', `projects/other/${path}`)).status).toBe(404);
      expect((await admin.send('delete', `projects/other/${path}`)).status).toBe(404);
    }
    const stolen = await admin.send('post', 'projects/other/subscriptions', { name: 'S', destinationId });
    expect((stolen.body as { errors: object[] }).errors).toMatchObject([{ field: 'destinationId', code: 'not-found' }]);
    expect((await admin.send('get', 'projects/none/sources')).status).toBe(404);
  });

  it('calls a body that is not JSON malformed', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await admin.call('post', 'sources', '{"name":', headers);
    expect([answer.status, (answer.body as Json)['code']]).toEqual([400, 'malformed']);
    expect((await admin.call('patch', `sources/${(await source()).id}`, '[]', headers)).status).toBe(422);
  });

  it('finds a project by id, too', async () => {
    const { data } = (await admin.send('get', 'projects')).body as { data: { id: string; slug: string }[] };
    const own = data.find(({ slug }) => slug === 'default');
    expect((await admin.send('get', `projects/${own?.id ?? ''}/sources`)).status).toBe(200);
    expect((await admin.send('get', 'projects/default')).body).toEqual(own);
  });

  it('describes plugins and providers by JSON Schema', async () => {
    const plugin = (await admin.send('get', 'plugins/hook')).body as Json;
    expect(plugin).toMatchObject({ type: 'hook', configSchema: { properties: { url: { type: 'string' } }, required: ['url'] } });
    const provider = (await admin.send('get', 'providers/hmac')).body as Json;
    expect(provider).toMatchObject({ name: 'hmac', optionsSchema: { required: ['header'] } });
    expect([(await admin.send('get', 'plugins/x')).status, (await admin.send('get', 'providers/x')).status]).toEqual([404, 404]);
  });

  it('documents itself', async () => {
    const document = (await admin.send('get', 'openapi.json')).body as Json;
    expect(document['openapi']).toBe('3.1.0');
    expect((await admin.send('get', 'docs')).headers['content-type']).toMatch(/html/);
  });

  // Last, when everything has been answered that this file asks for.
  it('has shown no secret in any answer', () => {
    expect(admin.answers.length).toBeGreaterThan(100);
    expect(admin.answers.filter((answer) => answer.includes(SECRET))).toEqual([]);
  });
});
