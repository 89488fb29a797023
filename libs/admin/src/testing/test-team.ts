import type { Response } from 'supertest';
import type { TestAdmin } from './test-admin.js';

const TEAM_PASSWORD = 'a password of the team';

export interface Teammate {
  readonly id: string;
  readonly email: string;
  /** For the header `authorization`. */
  readonly authorization: string;
}

/** Answers a JSON body, or throws what the API said. */
export async function created(answer: Promise<Response>): Promise<Record<string, unknown> & { readonly id: string }> {
  const { status, body, text } = await answer;
  if (status !== 201) throw new Error(`${status} ${text}`);
  return body as Record<string, unknown> & { readonly id: string };
}

export async function signInAs(admin: TestAdmin, email: string, password: string): Promise<string> {
  const { body, status, text } = await admin.send('post', 'auth/tokens', { email, password }, { authorization: '' });
  if (status !== 201) throw new Error(text);
  return `Bearer ${(body as { accessToken: string }).accessToken}`;
}

/** An operator who is signed in; of no project unless it is told one and a role. */
export async function addTeammate(
  admin: TestAdmin,
  name: string,
  membership?: { readonly project: string; readonly role: string },
): Promise<Teammate> {
  const email = `${name}@example.com`;
  const { id } = await created(admin.send('post', 'operators', { email, name, password: TEAM_PASSWORD }));
  if (membership) await created(admin.send('post', `projects/${membership.project}/members`, { email, role: membership.role }));
  return { id, email, authorization: await signInAs(admin, email, TEAM_PASSWORD) };
}

/** `authorization` of an API key. */
export async function addKey(admin: TestAdmin, project: string, role: string): Promise<string> {
  const { key } = await created(admin.send('post', `projects/${project}/api-keys`, { name: `a ${role}`, role }));
  return `Bearer ${String(key)}`;
}
