import { fromTypeId } from '@posthorn/contracts';
import { CLOCK, LOGGER } from '@posthorn/platform';
import { AuditReader } from '@posthorn/store';
import { DATABASE } from '../admin.tokens.js';
import { FailedSignIns, FAILED_SIGN_INS_WINDOW_MS } from '../auth/failed-sign-ins.js';
import { SIGN_IN_WINDOW_MS } from '../auth/sign-in-limiter.js';
import { AuditTrail } from './audit-trail.js';
import { EMAIL, PASSWORD, startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { addTeammate, created, signInAs } from '../testing/test-team.js';

type Json = Record<string, unknown> & { readonly id: string };

describe('the audit log of operators, projects, members and API keys', () => {
  let admin: TestAdmin;
  let me: string;
  beforeAll(async () => {
    admin = await startTestAdmin();
    me = ((await admin.send('get', 'auth/me')).body as Json).id;
  });
  afterAll(() => admin.close());

  /** Newest first; of the installation unless told a project. */
  async function entries(resourceId: string, project?: string): Promise<Json[]> {
    const log = project === undefined ? 'audit-log' : `projects/${project}/audit-log`;
    const { data } = (await admin.send('get', `${log}?resourceId=${resourceId}`)).body as { data: Json[] };
    return Promise.all(data.map(async ({ id }) => (await admin.send('get', `${log}/${id}`)).body as Json));
  }

  it('has who made, changed and deleted an operator, in the chain of each project that it was a member of, too', async () => {
    const { id } = await created(admin.send('post', 'operators', { email: 'ada@example.com', name: 'Ada' }));
    await created(admin.call('post', 'members', { email: 'ada@example.com', role: 'editor' }));
    await admin.send('patch', `operators/${id}`, { status: 'disabled' });
    await admin.send('post', `operators/${id}/password`);
    await admin.send('delete', `operators/${id}`);
    expect(await entries(id)).toMatchObject([
      { action: 'operator.deleted', actorId: me, before: { email: 'ada@example.com' }, after: null },
      { action: 'operator.password-reset', after: { mustChangePassword: true } },
      { action: 'operator.updated', before: { status: 'enabled' }, after: { status: 'disabled' } },
      { action: 'operator.created', actorId: me, address: '127.0.0.1', projectId: null, before: null, after: { id, name: 'Ada' } },
    ]);
    expect(await entries(id, 'default')).toMatchObject([
      { action: 'member.deleted', actorId: me, before: { role: 'editor' }, after: null },
      { action: 'member.created' },
    ]);
  });

  it('has what was done to a project in its own chain, and in the one that outlives it', async () => {
    const { id } = await created(admin.send('post', 'projects', { name: 'Shop' }));
    await admin.send('patch', 'projects/shop', { name: 'Store' });
    const updated = { action: 'project.updated', before: { name: 'Shop' }, after: { name: 'Store' } };
    expect(await entries(id, 'shop')).toMatchObject([updated, { action: 'project.created', projectId: id, after: { slug: 'shop' } }]);
    await admin.send('delete', 'projects/shop');
    expect(await entries(id)).toMatchObject([
      { action: 'project.deleted', actorId: me, projectId: null, before: { name: 'Store' }, after: null },
      updated,
      { action: 'project.created' },
    ]);
  });

  it('has who let whom in, with which role, and who put them out', async () => {
    const { id, email } = await addTeammate(admin, 'bob');
    await created(admin.call('post', 'members', { email, role: 'viewer' }));
    await admin.call('patch', `members/${id}`, { role: 'editor' });
    await admin.call('delete', `members/${id}`);
    expect(await entries(id, 'default')).toMatchObject([
      { action: 'member.deleted', actorId: me, resourceType: 'member', before: { email, role: 'editor' }, after: null },
      { action: 'member.updated', before: { role: 'viewer' }, after: { role: 'editor' } },
      { action: 'member.created', before: null, after: { email, role: 'viewer' } },
    ]);
  });

  it('has who made, rotated, changed and revoked an API key, and its digest for its value', async () => {
    const { id, key } = await created(admin.call('post', 'api-keys', { name: 'Deployment', role: 'viewer' }));
    await admin.call('patch', `api-keys/${id}`, { name: 'Deploy', role: 'editor' });
    const { body } = await admin.call('post', `api-keys/${id}/rotate`, { expirePreviousInSeconds: 60 });
    await admin.call('delete', `api-keys/${id}`);
    const state = { name: 'Deploy', role: 'editor', digest: expect.stringMatching(/^hmac-sha256:.{20}$/) };
    const found = await entries(id, 'default');
    expect(found).toMatchObject([
      { action: 'api-key.revoked', actorId: me, before: state, after: null },
      { action: 'api-key.rotated', actorId: me, before: state, after: state },
      { action: 'api-key.updated', actorId: me, before: { name: 'Deployment', role: 'viewer' }, after: state },
      { action: 'api-key.created', actorId: me, before: null, after: { role: 'viewer' } },
    ]);
    const digests = found.map(({ before, after }) => [before, after].map((one) => (one as Json | null)?.['digest']));
    expect(new Set(digests.flat())).toEqual(new Set([digests[1]?.[0], digests[1]?.[1], undefined]));
    expect(digests[1]?.[0]).not.toBe(digests[1]?.[1]);
    for (const value of [key, (body as { key: string }).key]) expect(JSON.stringify(found)).not.toContain(String(value));
  });

  it('has who signed in, changed their password and signed out everywhere, and no password', async () => {
    const { id, email, authorization } = await addTeammate(admin, 'eve');
    const [current, next] = ['a password of the team', 'another one of mine'];
    await admin.send('post', 'auth/password', { current, next }, { authorization });
    await signInAs(admin, email, next);
    await admin.send('delete', 'auth/tokens?everywhere=true', undefined, { authorization });
    const found = await entries(id);
    expect(found).toMatchObject([
      { action: 'operator.signed-out', actorId: id, after: { everywhere: true } },
      { action: 'operator.signed-in', actorId: id },
      { action: 'operator.password-changed', actorId: id },
      { action: 'operator.signed-in', actorId: id },
      { action: 'operator.created', actorId: me },
    ]);
    const { rows } = await admin.database.pool.query<{ text: string }>('select e::text as text from audit_entry e');
    for (const password of [PASSWORD, current, next, 'argon2']) expect(rows.some(({ text }) => text.includes(password))).toBe(false);
  });

  it('has nothing of what was refused', async () => {
    const { rows: before } = await admin.database.pool.query('select count(*) from audit_entry');
    await admin.send('post', 'operators', { email: EMAIL });
    await admin.send('delete', `operators/${me}`);
    await admin.send('patch', 'projects/default', { slug: '-' });
    await admin.call('post', 'members', { email: 'nobody@example.com', role: 'viewer' });
    await admin.call('post', 'api-keys', { name: 'K', role: 'owner' });
    expect((await admin.database.pool.query('select count(*) from audit_entry')).rows).toEqual(before);
  });

  describe('sign-ins that fail', () => {
    const settled = () => admin.app.get(FailedSignIns).settled();
    const guess = (email: string) => admin.send('post', 'auth/tokens', { email, password: 'a guess' }, { authorization: '' });
    const failures = async (account: string): Promise<Json[]> => {
      await settled();
      const { data } = (await admin.send('get', 'audit-log?limit=100&action=operator.sign-in-failed')).body as { data: Json[] };
      return Promise.all(
        data
          .filter(({ resourceId }) => resourceId === account)
          .map(async ({ id }) => (await admin.send('get', `audit-log/${id}`)).body as Json),
      );
    };

    it('are told at once, and those of the next minute as one entry with their count, by account', async () => {
      const { id, email } = await addTeammate(admin, 'guessed');
      for (let i = 0; i < 5; i++) await guess(email);
      for (let i = 0; i < 3; i++) await guess(`nobody-${i}@example.com`);
      expect(await failures(id)).toMatchObject([{ actorId: null, address: '127.0.0.1', after: { count: 1, addresses: ['127.0.0.1'] } }]);
      expect(await failures('unknown')).toMatchObject([{ after: { count: 1 } }]);
      admin.clock.advance(FAILED_SIGN_INS_WINDOW_MS);
      expect(await failures(id)).toMatchObject([{ after: { count: 4 } }, { after: { count: 1 } }]);
      expect(await failures('unknown')).toMatchObject([{ after: { count: 2 } }, { after: { count: 1 } }]);
    });

    it('are one entry a minute, whichever process counts them', async () => {
      await admin.signIn();
      const { id, email } = await addTeammate(admin, 'twice');
      admin.clock.advance(SIGN_IN_WINDOW_MS);
      const parts = [DATABASE, CLOCK, LOGGER, AuditReader, AuditTrail].map((token) => admin.app.get<never>(token));
      const other = new FailedSignIns(...(parts as unknown as ConstructorParameters<typeof FailedSignIns>));
      const uuid = fromTypeId('opr', id);
      await guess(email);
      await settled();
      other.count(uuid);
      await other.settled();
      expect(await failures(id)).toHaveLength(1);
      admin.clock.advance(FAILED_SIGN_INS_WINDOW_MS);
      await other.settled();
      expect(await failures(id)).toMatchObject([{ after: { count: 1 } }, { after: { count: 1 } }]);
      await other.onModuleDestroy();
    });
  });
});
