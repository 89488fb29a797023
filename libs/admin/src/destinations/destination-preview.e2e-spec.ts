import { fromTypeId, toTypeId, type Uuid } from '@posthorn/contracts';
import { EventWriter } from '@posthorn/store';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

interface Answer {
  readonly status: number;
  readonly body: { readonly id: string; readonly errors: readonly object[]; readonly parts: readonly object[] };
}

describe('a preview', () => {
  let admin: TestAdmin;
  let sourceId: string;
  let destination: string;

  const post = async (path: string, body: object, project = 'default'): Promise<Answer> =>
    (await admin.send('post', `projects/${project}/${path}`, body)) as unknown as Answer;

  beforeAll(async () => {
    admin = await startTestAdmin();
    sourceId = (await post('sources', { name: 'S', verification: { provider: 'none' } })).body.id;
    destination = (await post('destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/' } })).body.id;
  });
  afterAll(() => admin.close());

  async function event(): Promise<string> {
    const uuid = (id: string): Uuid => fromTypeId(id.slice(0, 3) as 'src', id) ?? '';
    const { body: project } = await admin.send('get', 'projects/default');
    const { eventId } = await new EventWriter(admin.database.pool, admin.epoch).accept({
      ...{ projectId: uuid((project as { id: string }).id), sourceId: uuid(sourceId), type: 'order.paid', externalId: null },
      ...{ dedupeWindowSeconds: 60, receivedAtMs: admin.clock.now(), occurredAtMs: null, method: 'POST', path: '', query: '', faults: [] },
      ...{ headers: [], body: Buffer.from('{"amount":7}'), routes: [] },
    });
    return toTypeId('evt', eventId);
  }

  it('shows what would be sent for a stored event, also with a configuration that is only tried', async () => {
    const eventId = await event();
    const parts = [{ name: 'order.paid', contentType: 'text/plain', encoding: 'utf8', data: '{"amount":7}', truncated: false }];
    expect(await post(`destinations/${destination}/preview`, { eventId })).toMatchObject({ status: 200, body: { parts } });
    const config = { url: 'https://elsewhere.example.com/' };
    expect(await post(`destinations/${destination}/preview`, { eventId, config })).toMatchObject({ status: 200, body: { parts } });
    const { body } = await admin.call('get', `destinations/${destination}`);
    expect(body).toMatchObject({ config: { url: 'https://example.com/' } });
  });

  it('that cannot be rendered is a 422 with the field, the line and the column', async () => {
    const config = { url: 'https://example.com/', headers: { broken: 'x' } };
    const { status, body } = await post(`destinations/${destination}/preview`, { eventId: await event(), config });
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      { field: 'config.headers', code: 'template-failed', message: 'Line 2, column 3: odd', line: 2, column: 3 },
    ]);
  });

  it.each<[string, unknown, object]>([
    ['does not fit the plugin', { url: 7 }, { field: 'config.url', code: 'invalid' }],
    ['lacks a secret', { url: 'https://example.com/', token: true }, { field: 'secrets.authToken', code: 'required' }],
    ['names an address inside', { url: 'http://127.0.0.1/' }, { field: 'config.url', code: 'address-not-allowed' }],
    ['is none', 'x', { field: 'config' }],
  ])('of a configuration that %s is refused as its writing would be', async (_what, config, fault) => {
    const { status, body } = await post(`destinations/${destination}/preview`, { eventId: await event(), config });
    expect(status).toBe(422);
    expect(body.errors).toEqual([expect.objectContaining(fault)]);
  });

  it('knows only events and destinations of its project', async () => {
    const eventId = await event();
    const absent = await post(`destinations/${destination}/preview`, { eventId: 'evt_01h2xcejqtf2nbrexx3vqjhp41' });
    expect(absent).toMatchObject({ status: 422, body: { errors: [{ field: 'eventId', code: 'not-found' }] } });
    expect((await post('destinations/dst_01h2xcejqtf2nbrexx3vqjhp41/preview', { eventId })).status).toBe(404);
    await admin.send('post', 'projects', { slug: 'other', name: 'Other' });
    expect((await post(`destinations/${destination}/preview`, { eventId }, 'other')).status).toBe(404);
    const own = (await post('destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/' } }, 'other')).body.id;
    expect(await post(`destinations/${own}/preview`, { eventId }, 'other')).toMatchObject({ status: 422 });
  });
});
