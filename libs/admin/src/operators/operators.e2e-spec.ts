import { EMAIL, startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { addTeammate, created, signInAs } from '../testing/test-team.js';

type Json = Record<string, unknown>;

describe('operators', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin()));
  afterAll(() => admin.close());

  const me = async (authorization: string) => admin.send('get', 'auth/me', undefined, { authorization });
  const ownId = async (): Promise<string> => ((await admin.send('get', 'auth/me')).body as { id: string }).id;

  it('the first is the owner, and knows a password that the environment gave', async () => {
    expect((await admin.send('get', 'auth/me')).body).toMatchObject({ email: EMAIL, role: 'owner', mustChangePassword: false });
  });

  it('are made with a generated password that is shown once, signs in, and must be changed', async () => {
    const answer = await admin.send('post', 'operators', { email: ' Ada@Example.com', name: 'Ada' });
    expect(answer.status).toBe(201);
    const { password, id, ...rest } = answer.body as Json & { id: string };
    expect(rest).toMatchObject({ email: 'ada@example.com', name: 'Ada', status: 'enabled', role: 'member', mustChangePassword: true });
    expect(answer.headers).toMatchObject({ location: `/api/v1/operators/${id}`, 'cache-control': 'no-store' });
    const authorization = await signInAs(admin, 'ada@example.com', String(password));
    expect((await me(authorization)).body).toMatchObject({ id, mustChangePassword: true });
    const shown = await admin.send('get', `operators/${id}`);
    expect(shown.body).toEqual({ id, ...rest });
    expect(shown.headers['etag']).toBe(answer.headers['etag']);
    const list = (await admin.send('get', 'operators?limit=1')).body as { data: Json[]; nextCursor: string | null };
    expect([list.data[0]?.['id'], typeof list.nextCursor]).toEqual([id, 'string']);
    expect(admin.answers.filter((text) => text.includes(String(password)))).toHaveLength(1);
  });

  it('refuse an email that is taken, a weak password, and what is no field', async () => {
    expect((await admin.send('post', 'operators', { email: EMAIL.toUpperCase() })).status).toBe(409);
    const weak = await admin.send('post', 'operators', { email: 'weak@example.com', password: 'password1234' });
    expect([weak.status, (weak.body as { errors: object[] }).errors]).toMatchObject([422, [{ field: 'password' }]]);
    const odd = await admin.send('post', 'operators', { email: 'none', passwordHash: 'x', role: 'admin' });
    const fields = (odd.body as { errors: { field: string }[] }).errors.map(({ field }) => field);
    expect([odd.status, fields.sort()]).toEqual([422, ['email', 'passwordHash', 'role']]);
  });

  it('one that is disabled is cut off at once, and signs in anew when it is enabled again', async () => {
    const { id, authorization } = await addTeammate(admin, 'bob');
    expect((await me(authorization)).status).toBe(200);
    const disabled = await admin.send('patch', `operators/${id}`, { status: 'disabled' });
    expect(disabled.body).toMatchObject({ id, status: 'disabled' });
    expect((await me(authorization)).status).toBe(401);
    await admin.send('patch', `operators/${id}`, { status: 'enabled' });
    expect((await me(authorization)).status).toBe(401);
    expect((await me(await signInAs(admin, 'bob@example.com', 'a password of the team'))).status).toBe(200);
  });

  it('are changed only as they were read, and deleted with their sessions', async () => {
    const { id, authorization } = await addTeammate(admin, 'eve', { project: 'default', role: 'editor' });
    expect((await admin.send('patch', `operators/${id}`, { name: 'E' }, { 'if-match': '"stale"' })).status).toBe(412);
    expect((await admin.send('patch', `operators/${id}`, { role: 'king' })).status).toBe(422);
    expect((await admin.send('delete', `operators/${id}`)).status).toBe(204);
    expect([(await me(authorization)).status, (await admin.send('get', `operators/${id}`)).status]).toEqual([401, 404]);
    expect((await admin.call('get', `members/${id}`)).status).toBe(404);
    await created(admin.send('post', 'operators', { email: 'eve@example.com' }));
  });

  it('keep an enabled owner', async () => {
    const id = await ownId();
    const changes = [{ role: 'member' }, { status: 'disabled' }];
    for (const change of changes) expect((await admin.send('patch', `operators/${id}`, change)).status).toBe(409);
    expect((await admin.send('delete', `operators/${id}`)).status).toBe(409);
    const { id: second } = await addTeammate(admin, 'second');
    expect((await admin.send('patch', `operators/${second}`, { role: 'owner', status: 'disabled' })).status).toBe(200);
    expect((await admin.send('delete', `operators/${id}`)).status).toBe(409);
  });

  it('get a new password from an owner where theirs is lost, which ends their sessions', async () => {
    const { id, authorization, email } = await addTeammate(admin, 'lost');
    const { body } = await admin.send('post', `operators/${id}/password`);
    const { password } = body as { password: string };
    expect((await me(authorization)).status).toBe(401);
    expect((await me(await signInAs(admin, email, password))).body).toMatchObject({ mustChangePassword: true });
  });

  describe('changing a password', () => {
    const change = (authorization: string, body: object) => admin.send('post', 'auth/password', body, { authorization });
    const current = 'a password of the team';

    it('ends every other session, not this one, and settles that it must be changed', async () => {
      const { email, authorization: here } = await addTeammate(admin, 'changer');
      const there = await signInAs(admin, email, current);
      expect((await change(here, { current, next: 'another one of mine' })).status).toBe(204);
      expect((await me(here)).body).toMatchObject({ mustChangePassword: false });
      expect((await me(there)).status).toBe(401);
      await signInAs(admin, email, 'another one of mine');
      await expect(signInAs(admin, email, current)).rejects.toThrow('unauthenticated');
    });

    it('asks for the current one, and slows guessing it', async () => {
      const { authorization } = await addTeammate(admin, 'guessed');
      for (let i = 0; i < 5; i++) {
        const answer = await change(authorization, { current: 'a guess', next: 'another one of mine' });
        expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ field: 'current' }] }]);
      }
      expect((await change(authorization, { current, next: 'another one of mine' })).status).toBe(429);
    });

    it.each([current, 'changer', 'weak@example.com', 'password1234', ''])('refuses %j as the next', async (next) => {
      const { authorization } = await addTeammate(admin, 'weak').catch(async () => ({
        authorization: await signInAs(admin, 'weak@example.com', current),
      }));
      const answer = await change(authorization, { current, next });
      expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ field: 'next' }] }]);
    });
  });
});
