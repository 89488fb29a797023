import { jest } from '@jest/globals';
import { toTypeId, type IdPrefix, type Uuid } from '@posthorn/contracts';
import { ROLES } from '../auth/role.js';
import { EVERY_ROUTE, type RouteRule } from '../testing/every-route.js';
import { fillProject, type FilledProject } from '../testing/filled-project.js';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { addKey, addTeammate, created, signInAs } from '../testing/test-team.js';

type Method = 'get' | 'post' | 'patch' | 'delete';
interface Route extends RouteRule {
  readonly name: string;
  readonly method: Method;
  readonly path: string;
}
interface Visitor {
  readonly name: string;
  readonly authorization: string;
  /** In `default`; `null` = none. */
  readonly role: (typeof ROLES)[number] | null;
  readonly isKey: boolean;
}

const routes: readonly Route[] = Object.entries(EVERY_ROUTE)
  .map(([name, rule]) => ({ ...rule, name, method: name.split(' ')[0] as Method, path: name.split(' ')[1] ?? '' }))
  // Signs out: nothing can be asked after it.
  .sort((a, b) => Number(a.name === 'delete auth/tokens') - Number(b.name === 'delete auth/tokens'));
const below = routes.filter(({ path }) => path.startsWith('projects/{project}'));

/** Well formed, and of nothing. */
const NOTHING: Uuid = '01890a5d-ac96-774b-bcce-b302099a8057';

/** Some hundred requests each, on a machine that may be busy. */
jest.setTimeout(120_000);

describe('every route of the admin API', () => {
  let admin: TestAdmin;
  /** By collection, of `default`. */
  let real: FilledProject;
  let team: Visitor[];
  let strangers: Visitor[];

  beforeAll(async () => {
    admin = await startTestAdmin();
    await created(admin.send('post', 'projects', { name: 'Other' }));
    real = await fillProject(admin, 'default');
    const operator = async (name: string, project: string, role: string): Promise<string> =>
      (await addTeammate(admin, name, { project, role })).authorization;
    team = [];
    for (const role of ['viewer', 'editor', 'admin'] as const) {
      team.push({ name: role, authorization: await operator(role, 'default', role), role, isKey: false });
      team.push({ name: `a key of a ${role}`, authorization: await addKey(admin, 'default', role), role, isKey: true });
    }
    const { email, id } = await addTeammate(admin, 'owner');
    await admin.send('patch', `operators/${id}`, { role: 'owner' });
    team.push({ name: 'owner', authorization: await signInAs(admin, email, 'a password of the team'), role: 'owner', isKey: false });
    strangers = [
      { name: 'an operator of no project', authorization: (await addTeammate(admin, 'none')).authorization, role: null, isKey: false },
      { name: 'an admin of another', authorization: await operator('stranger', 'other', 'admin'), role: null, isKey: false },
      { name: 'a key of another', authorization: await addKey(admin, 'other', 'admin'), role: null, isKey: true },
    ];
  });
  afterAll(() => admin.close());

  /** With the ids of what is there, or of nothing. */
  function pathOf({ path }: Route, project: string, ids: 'real' | 'nothing'): string {
    const collection = path.replace('projects/{project}/', '').split('/')[0] ?? '';
    const ofKind = (own = ''): string => (ids === 'real' ? own : toTypeId(own.slice(0, 3) as IdPrefix, NOTHING));
    return path.replace('{project}', project).replace('{id}', ofKind(real[collection])).replace('{secretId}', ofKind(real['secretId']));
  }

  /** Changes nothing where it is let in: no thing has this `ETag`, and a body that lacks a field is refused. */
  const visit = async (route: Route, path: string, { authorization }: Pick<Visitor, 'authorization'>): Promise<number> => {
    const body = route.body ?? (route.method === 'post' || route.method === 'patch' ? {} : undefined);
    return (await admin.send(route.method, path, body, { authorization, 'if-match': '"stale"' })).status;
  };

  it('is known to this walk', async () => {
    const { paths } = (await admin.send('get', 'openapi.json')).body as { paths: Record<string, object> };
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path.replace('/api/v1/', '')}`),
    );
    expect(Object.keys(EVERY_ROUTE).sort()).toEqual(documented.sort());
    // Of each collection below a project there is a thing to ask for.
    const collections = below.filter(({ path }) => path.includes('{id}')).map(({ path }) => path.split('/')[2] ?? '');
    expect(collections.filter((collection) => !real[collection])).toEqual([]);
  });

  it('answers as if there were no such project, to whoever is not in it', async () => {
    const open: string[] = [];
    for (const route of below) {
      for (const visitor of strangers) {
        const [there, absent] = [await visit(route, pathOf(route, 'default', 'real'), visitor), 404];
        if (there !== absent) open.push(`${route.name} by ${visitor.name}: ${there}`);
      }
    }
    expect(open).toEqual([]);
  });

  it("answers 404 for another project's ids, whatever the role in one's own", async () => {
    const open: string[] = [];
    const [, admin2 = strangers[0], key] = strangers;
    const owner = team.at(-1);
    for (const route of below.filter(({ path }) => path.includes('{id}'))) {
      // The thing is there, for those who may.
      if (route.method === 'get' && owner) expect(await visit(route, pathOf(route, 'default', 'real'), owner)).toBe(200);
      for (const visitor of [admin2, key, owner]) {
        const status = visitor && (await visit(route, pathOf(route, 'other', 'real'), visitor));
        if (status !== 404) open.push(`${route.name} by ${visitor?.name ?? ''}: ${String(status)}`);
      }
    }
    expect(open).toEqual([]);
  });

  it('answers 403 below its role, and lets in from it on', async () => {
    const wrong: string[] = [];
    for (const visitor of [...team, ...strangers]) {
      for (const route of routes.filter(({ needs }) => needs !== 'nobody')) {
        const isInside = route.path.startsWith('projects/{project}');
        if (isInside && visitor.role === null) continue;
        const status = await visit(route, pathOf(route, 'default', 'nothing').replace(/\{\w+\}/, 'none'), visitor);
        const isLetIn = status !== 401 && status !== 403;
        if (isLetIn !== mayEnter(route, visitor) || status >= 500) wrong.push(`${route.name} by ${visitor.name}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('accepting a refusal by force is for admins', async () => {
    const statuses = [];
    for (const { role, isKey, authorization } of team.filter(({ isKey }) => isKey)) {
      const one = await admin.call('post', `refusals/${real['refusals'] ?? ''}/accept`, { force: true }, { authorization });
      const many = await admin.call('post', 'refusals/accept', { force: true, ids: [real['refusals']] }, { authorization });
      statuses.push([role, isKey, one.status, many.status]);
    }
    expect(statuses).toEqual([
      ['viewer', true, 403, 403],
      ['editor', true, 403, 403],
      ['admin', true, 409, 200],
    ]);
  });
});

function mayEnter({ needs, path }: Route, { role, isKey }: Visitor): boolean {
  if (needs === 'anyone') return true;
  if (needs === 'operator') return !isKey;
  if (needs === 'nobody') return true;
  if (!path.startsWith('projects/{project}')) return role === 'owner';
  return role !== null && ROLES.indexOf(role) >= ROLES.indexOf(needs);
}
