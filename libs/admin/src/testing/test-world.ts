import { fromTypeId, toTypeId, type IdPrefix, type Uuid } from '@posthorn/contracts';
import { deliveryIdOf, EventWriter, RefusalWriter } from '@posthorn/store';
import type { TestAdmin } from './test-admin.js';
import { addTeammate, created } from './test-team.js';

/** The project that a test fills with one thing of each kind. */
export const WORLD = 'world';

/** One real id of each kind, by the prefix of its ids. */
export type World = ReadonlyMap<string, string>;

/** The kinds of `{id}` by collection, where the ids do not begin with what the path says. */
const KINDS: Readonly<Record<string, IdPrefix>> = {
  ...{ sources: 'src', destinations: 'dst', subscriptions: 'sub', events: 'evt', deliveries: 'dlv', refusals: 'rfs' },
  ...{ members: 'opr', operators: 'opr', 'api-keys': 'key', 'audit-log': 'aud', invitations: 'inv' },
};

/** A path of the OpenAPI document with real ids. */
export function realPath(template: string, world: World): string {
  const collection = /([a-z-]+)\/\{id\}/.exec(template)?.[1] ?? '';
  return template
    .replace('/api/v1/', '')
    .replace('{project}', WORLD)
    .replace('{id}', world.get(template.startsWith('/api/v1/audit-log') ? 'aud of the installation' : (KINDS[collection] ?? '')) ?? 'none')
    .replace('{secretId}', world.get('sec') ?? '')
    .replace('{type}', 'hook')
    .replace('{name}', 'stripe');
}

/** An example with what is real in the place of what only stands for it. */
export function realBody(example: unknown, world: World): unknown {
  const text = JSON.stringify(example).replace(/"([a-z]{3})_01h2xcejqtf2nbrexx3vqjhp41"/g, (id, prefix: string) => {
    return JSON.stringify(world.get(prefix) ?? id);
  });
  return JSON.parse(
    text
      .replace('"the refresh token of the sign-in"', `"${world.get('refresh token') ?? ''}"`)
      .replace('"the token of the invitation"', `"${world.get('invitation token') ?? ''}"`)
      .replace('"plugin":"http"', '"plugin":"hook"'),
  );
}

/** Makes one thing of each kind in a project of its own. */
export async function makeWorld(admin: TestAdmin, signIn: { readonly email: string; readonly password: string }): Promise<World> {
  const project = await created(admin.send('post', 'projects', { name: 'World', slug: WORLD }));
  const make = async (resource: string, body: object): Promise<string> =>
    (await created(admin.send('post', `projects/${WORLD}/${resource}`, body))).id;
  const src = await make('sources', { name: 'S', verification: { provider: 'bearer', secrets: ['hush'] } });
  const sec = await make(`sources/${src}/secrets`, { value: 'hush hush' });
  const dst = await make('destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/' } });
  const sub = await make('subscriptions', { name: 'L', destinationId: dst });
  const key = await make('api-keys', { name: 'K', role: 'viewer' });
  const inv = await make('invitations', { email: 'joan@example.com', role: 'viewer' });
  const invited = await created(admin.send('post', `projects/${WORLD}/invitations`, { email: 'hedy@example.com', role: 'viewer' }));
  await addTeammate(admin, 'ada');
  const opr = (await addTeammate(admin, 'member', { project: WORLD, role: 'viewer' })).id;
  const history = await makeHistory(admin, { project: project.id, src, dst, sub });
  const newest = async (path: string): Promise<string> =>
    ((await admin.send('get', path)).body as { data: { id: string }[] }).data[0]?.id ?? '';
  const tokens = await created(admin.send('post', 'auth/tokens', signIn, { authorization: '' }) as never);
  return new Map([
    ...Object.entries({ src, sec, dst, sub, key, opr, inv, ...history }),
    ['invitation token', String(invited['token'])],
    ['rfs', await newest(`projects/${WORLD}/refusals`)],
    ['aud', await newest(`projects/${WORLD}/audit-log`)],
    ['aud of the installation', await newest('audit-log')],
    ['refresh token', String(tokens['refreshToken'])],
  ]);
}

interface Ids {
  readonly project: string;
  readonly src: string;
  readonly dst: string;
  readonly sub: string;
}

async function makeHistory(admin: TestAdmin, ids: Ids): Promise<{ readonly evt: string; readonly dlv: string }> {
  const uuid = (id: string): Uuid => fromTypeId(id.slice(0, 3) as IdPrefix, id) ?? '';
  const [projectId, sourceId, receivedAtMs] = [uuid(ids.project), uuid(ids.src), admin.clock.now()];
  const { eventId } = await new EventWriter(admin.database.pool, admin.epoch).accept({
    ...{ projectId, sourceId, type: 'payment.succeeded', externalId: 'x1', dedupeWindowSeconds: 60, receivedAtMs },
    faults: [{ rule: 'occurredAt', code: 'not-found', message: 'There is no such field.' }],
    ...{ occurredAtMs: null, method: 'POST', path: '', query: '', headers: ['content-type', 'application/json'], body: Buffer.from('{}') },
    routes: [{ subscriptionId: uuid(ids.sub), destinationId: uuid(ids.dst), delaySeconds: 3_600 }],
  });
  const refusals = new RefusalWriter(admin.database.pool, admin.epoch, () => undefined);
  refusals.add({
    ...{ projectId, sourceId, reason: 'signature-mismatch', detail: '', receivedAtMs, method: 'POST', path: '', query: '' },
    ...{ headers: [], credentials: null, body: Buffer.alloc(0), bodyBytes: 0, remoteAddress: '192.0.2.1' },
  });
  await refusals.drained();
  return { evt: toTypeId('evt', eventId), dlv: toTypeId('dlv', deliveryIdOf(eventId, 1)) };
}
