import { fillProject, newestIn, type FilledProject } from './filled-project.js';
import { EMAIL, PASSWORD, type TestAdmin } from './test-admin.js';
import { addTeammate, created } from './test-team.js';

/** The project of a world; another than `default`, so that a test may delete it. */
const PROJECT = 'world';

/** What the paths and examples of the OpenAPI document stand for, as real things. */
export interface World {
  readonly ids: FilledProject;
  /** An entry of the audit log that belongs to no project. */
  readonly installationEntry: string;
  readonly invitationToken: string;
  readonly refreshToken: string;
}

/** Makes one thing of each kind in a project of its own, and whom the examples name. */
export async function makeWorld(admin: TestAdmin): Promise<World> {
  await created(admin.send('post', 'projects', { name: 'World', slug: PROJECT }));
  const ids = await fillProject(admin, PROJECT);
  const invited = await created(admin.send('post', `projects/${PROJECT}/invitations`, { email: 'hedy@example.com', role: 'viewer' }));
  await addTeammate(admin, 'ada');
  const { body } = await admin.send('post', 'auth/tokens', { email: EMAIL, password: PASSWORD }, { authorization: '' });
  return {
    ids,
    installationEntry: await newestIn(admin, 'audit-log'),
    invitationToken: String(invited['token']),
    refreshToken: (body as { refreshToken: string }).refreshToken,
  };
}

/** A path of the OpenAPI document with real ids, below `/api/v1`. */
export function realPath(template: string, { ids, installationEntry }: World): string {
  const collection = /([a-z-]+)\/\{id\}/.exec(template)?.[1] ?? '';
  return template
    .replace('/api/v1/', '')
    .replace('{project}', PROJECT)
    .replace('{id}', (template.startsWith('/api/v1/audit-log') ? installationEntry : ids[collection]) ?? 'none')
    .replace('{secretId}', ids['secretId'] ?? '')
    .replace('{type}', 'hook')
    .replace('{name}', 'stripe');
}

/** An example with what is real in the place of what only stands for it. */
export function realBody(example: unknown, { ids, refreshToken, invitationToken }: World): unknown {
  const text = JSON.stringify(example).replace(/"([a-z]{3}_)01h2xcejqtf2nbrexx3vqjhp41"/g, (id, prefix: string) => {
    const real = Object.values(ids).find((one) => one.startsWith(prefix));
    return real === undefined ? id : JSON.stringify(real);
  });
  return JSON.parse(
    text
      .replace('"the refresh token of the sign-in"', JSON.stringify(refreshToken))
      .replace('"the token of the invitation"', JSON.stringify(invitationToken))
      .replace('"plugin":"http"', '"plugin":"hook"'),
  );
}
