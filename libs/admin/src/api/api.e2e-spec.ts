import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

type Json = Record<string, unknown>;

describe('the admin API', () => {
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

    it('says where it ends', async () => {
      await destination();
      const page = (await admin.call('get', 'destinations?limit=1')).body as { data: object[]; nextCursor: string | null };
      expect([page.data.length, page.nextCursor]).toEqual([1, null]);
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

  it('refuses a patch that is no object', async () => {
    expect((await admin.call('patch', `sources/${(await source()).id}`, [])).status).toBe(422);
  });

  it('finds a project by id, too', async () => {
    const { data } = (await admin.send('get', 'projects')).body as { data: { id: string; slug: string }[] };
    const own = data.find(({ slug }) => slug === 'default');
    expect((await admin.send('get', `projects/${own?.id ?? ''}/sources`)).status).toBe(200);
    expect((await admin.send('get', 'projects/default')).body).toEqual(own);
    expect((await admin.send('get', 'projects/none/sources')).status).toBe(404);
  });

  it('describes plugins and providers by JSON Schema', async () => {
    const plugin = (await admin.send('get', 'plugins/hook')).body as Json;
    expect(plugin).toMatchObject({ type: 'hook', configSchema: { properties: { url: { type: 'string' } }, required: ['url'] } });
    const secret = { type: 'string', writeOnly: true, format: 'password', 'x-posthorn-secret': true };
    expect(plugin).toMatchObject({ secretsSchema: { properties: { signingSecret: secret, authToken: secret } } });
    const provider = (await admin.send('get', 'providers/hmac')).body as Json;
    expect(provider).toMatchObject({ name: 'hmac', optionsSchema: { required: ['header'] } });
    expect([(await admin.send('get', 'plugins/x')).status, (await admin.send('get', 'providers/no-such-provider')).status]).toEqual([
      404, 404,
    ]);
  });

  it('shows its documentation to people', async () => {
    expect((await admin.send('get', 'docs')).headers['content-type']).toMatch(/html/);
  });
});
