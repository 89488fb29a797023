import { fromTypeId, toTypeId, type IdPrefix, type Uuid } from '@posthorn/contracts';
import { deliveryIdOf, EventWriter, RefusalWriter } from '@posthorn/store';
import type { TestAdmin } from './test-admin.js';
import { addTeammate, created } from './test-team.js';

const uuid = (id: string): Uuid => fromTypeId(id.slice(0, 3) as IdPrefix, id) ?? '';

/** The id of one thing of each kind in a project, by its collection; `secretId` is of the source, `operators` the member. */
export type FilledProject = Readonly<Record<string, string>>;

/** Makes one thing of each kind in a project, which is named by its slug. */
export async function fillProject(admin: TestAdmin, project: string): Promise<FilledProject> {
  const make = async (resource: string, body: object): Promise<string> =>
    (await created(admin.send('post', `projects/${project}/${resource}`, body))).id;
  const sources = await make('sources', { name: 'S', verification: { provider: 'bearer', secrets: ['hush'] } });
  const secretId = await make(`sources/${sources}/secrets`, { value: 'hush hush' });
  const destinations = await make('destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/' } });
  const subscriptions = await make('subscriptions', { name: 'L', destinationId: destinations });
  const invitations = await make('invitations', { email: 'invited@example.com', role: 'viewer' });
  const keys = await make('api-keys', { name: 'K', role: 'viewer' });
  const members = (await addTeammate(admin, `member-of-${project}`, { project, role: 'viewer' })).id;
  const history = await fillHistory(admin, project, { sources, destinations, subscriptions });
  return { sources, secretId, destinations, subscriptions, invitations, members, operators: members, 'api-keys': keys, ...history };
}

/** Of a list, below `/api/v1`; empty = there is none. */
export async function newestIn(admin: TestAdmin, list: string): Promise<string> {
  return ((await admin.send('get', `${list}?limit=1`)).body as { data: { id: string }[] }).data[0]?.id ?? '';
}

async function fillHistory(admin: TestAdmin, project: string, ids: FilledProject): Promise<FilledProject> {
  const projectId = uuid(((await admin.send('get', `projects/${project}`)).body as { id: string }).id);
  const [sourceId, receivedAtMs] = [uuid(ids['sources'] ?? ''), admin.clock.now()];
  const { eventId } = await new EventWriter(admin.database.pool, admin.epoch).accept({
    ...{
      projectId,
      sourceId,
      type: 'payment.succeeded',
      externalId: 'x1',
      dedupeWindowSeconds: 60,
      faults: [{ rule: 'occurredAt', code: 'not-found', message: 'There is no such field.' }],
      receivedAtMs,
    },
    ...{ occurredAtMs: null, method: 'POST', path: '', query: '', headers: ['content-type', 'application/json'], body: Buffer.from('{}') },
    routes: [{ subscriptionId: uuid(ids['subscriptions'] ?? ''), destinationId: uuid(ids['destinations'] ?? ''), delaySeconds: 3_600 }],
  });
  const refusals = new RefusalWriter(admin.database.pool, admin.epoch, () => undefined);
  refusals.add({
    ...{ projectId, sourceId, reason: 'signature-mismatch', detail: '', receivedAtMs, method: 'POST', path: '', query: '' },
    ...{ headers: [], credentials: null, body: Buffer.alloc(0), bodyBytes: 0, remoteAddress: '192.0.2.1' },
  });
  await refusals.drained();
  return {
    events: toTypeId('evt', eventId),
    deliveries: toTypeId('dlv', deliveryIdOf(eventId, 1)),
    refusals: await newestIn(admin, `projects/${project}/refusals`),
    'audit-log': await newestIn(admin, `projects/${project}/audit-log`),
  };
}
