import { fromTypeId, type Uuid } from '@posthorn/contracts';
import { deliveryIdOf, EventWriter } from '@posthorn/store';
import { Bootstrap } from '../auth/bootstrap.js';
import { SourcesService } from '../sources/sources.service.js';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { addKey, addTeammate, created } from '../testing/test-team.js';

type Json = Record<string, unknown>;

describe('projects', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin()));
  afterAll(() => admin.close());

  const uuid = (id: string): Uuid => fromTypeId(id.slice(0, 3) as 'src', id) ?? '';

  it('are made with a slug of their name, and with a source of the relay itself', async () => {
    const answer = await admin.send('post', 'projects', { name: 'Ünder the Öak!' });
    const { id } = answer.body as { id: string };
    expect([answer.status, answer.headers['location']]).toEqual([201, `/api/v1/projects/${id}`]);
    expect(answer.body).toMatchObject({ slug: 'under-the-oak', name: 'Ünder the Öak!' });
    expect((await admin.send('get', 'projects/under-the-oak')).body).toEqual(answer.body);
    expect(admin.configuration.snapshot.internalSources.has(uuid(id))).toBe(true);
  });

  it.each([
    ['a slug that is taken', { name: 'D', slug: 'default' }, 409],
    ['a slug of the wrong shape', { name: 'D', slug: 'No_' }, 422],
    ['a name that makes no slug', { name: '数' }, 422],
    ['no name', {}, 422],
  ])('refuse %s', async (_case, body, status) => {
    expect((await admin.send('post', 'projects', body)).status).toBe(status);
  });

  it('are changed, and found under their new slug alone', async () => {
    await created(admin.send('post', 'projects', { name: 'Old' }));
    expect((await admin.send('patch', 'projects/old', { slug: 'new' }, { 'if-match': '"stale"' })).status).toBe(412);
    expect((await admin.send('patch', 'projects/old', { slug: 'new', name: null })).status).toBe(422);
    expect((await admin.send('patch', 'projects/old', { slug: 'new', name: 'New' })).body).toMatchObject({ slug: 'new', name: 'New' });
    expect([(await admin.send('get', 'projects/old')).status, (await admin.send('get', 'projects/new')).status]).toEqual([404, 200]);
  });

  it('are listed for those who have a role in them', async () => {
    const { id } = await created(admin.send('post', 'projects', { name: 'Mine' }));
    const teammate = await addTeammate(admin, 'ada', { project: 'mine', role: 'viewer' });
    const outsider = await addTeammate(admin, 'bob');
    const list = async (authorization: string): Promise<unknown[]> =>
      ((await admin.send('get', 'projects', undefined, { authorization })).body as { data: Json[] }).data.map((one) => one['id']);
    expect(await list(teammate.authorization)).toEqual([id]);
    expect(await list(outsider.authorization)).toEqual([]);
    expect(await list(await addKey(admin, 'mine', 'viewer'))).toEqual([id]);
  });

  it('one that is deleted takes with it what it held, ends what waits, and frees its slugs', async () => {
    const project = await created(admin.send('post', 'projects', { name: 'Doomed' }));
    const make = (resource: string, body: object) => created(admin.send('post', `projects/doomed/${resource}`, body));
    const source = await make('sources', { name: 'S', slug: 'doomed-source', verification: { provider: 'bearer', secrets: ['hush'] } });
    const destination = await make('destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/' } });
    const subscription = await make('subscriptions', { name: 'L', destinationId: destination.id });
    const key = await addKey(admin, 'doomed', 'admin');
    const { eventId } = await new EventWriter(admin.database.pool, admin.epoch).accept({
      ...{ projectId: uuid(project.id), sourceId: uuid(source.id), type: 'a', externalId: null, dedupeWindowSeconds: 60, faults: [] },
      ...{ receivedAtMs: admin.clock.now(), occurredAtMs: null, method: 'POST', path: '', query: '', headers: [], body: Buffer.from('x') },
      routes: [{ subscriptionId: uuid(subscription.id), destinationId: uuid(destination.id), delaySeconds: 3_600 }],
    });
    expect(admin.configuration.snapshot.sourcesBySlug.has('doomed-source')).toBe(true);

    expect((await admin.send('delete', `projects/${project.id}`)).status).toBe(204);

    expect((await admin.send('get', `projects/${project.id}/sources`)).status).toBe(404);
    expect((await admin.send('get', 'projects', undefined, { authorization: key })).status).toBe(401);
    const { sourcesBySlug, destinations, subscriptions } = admin.configuration.snapshot;
    expect(sourcesBySlug.has('doomed-source')).toBe(false);
    expect([destinations.has(uuid(destination.id)), subscriptions.has(uuid(subscription.id))]).toEqual([false, false]);
    expect(admin.signals.ended).toContain(deliveryIdOf(eventId, 1));
    const { rows } = await admin.database.pool.query('select reason from delivery where event_id = $1', [eventId]);
    expect(rows).toEqual([{ reason: 'project-deleted' }]);
    const secrets = await admin.database.pool.query('select from source_secret where source_id = $1', [uuid(source.id)]);
    expect(secrets.rowCount).toBe(0);
    // A request that was let in just before finds no project to put anything in.
    const late = admin.app.get(SourcesService).create(uuid(project.id), { name: 'S', verification: { provider: 'none' } });
    await expect(late).rejects.toMatchObject({ status: 404 });
    await created(admin.send('post', 'projects', { name: 'Doomed' }));
    await created(admin.call('post', 'sources', { name: 'S', slug: 'doomed-source', verification: { provider: 'none' } }));
  });

  it('the first does not come back once it was deleted', async () => {
    expect((await admin.send('delete', 'projects/default')).status).toBe(204);
    await admin.app.get(Bootstrap).ensureFirstOperator();
    expect((await admin.send('get', 'projects/default')).status).toBe(404);
  });
});
