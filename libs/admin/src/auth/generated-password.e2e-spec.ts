import { Bootstrap } from './bootstrap.js';
import { GENERATED_PASSWORD_MS } from './generated-password.js';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { created, signInAs } from '../testing/test-team.js';

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

const SOURCES = 'projects/default/sources';

describe('a generated password', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin()));
  afterAll(() => admin.close());

  const signIn = async (email: string, password: string): Promise<Tokens> =>
    (await admin.send('post', 'auth/tokens', { email, password }, { authorization: '' })).body as Tokens;
  const as = (token: string) => ({ authorization: `Bearer ${token}` });

  it('of the first operator opens everything for 24 hours; then it must be changed before anything else', async () => {
    await admin.database.pool.query('truncate operator');
    const bootstrap = admin.app.get(Bootstrap);
    Object.defineProperty(bootstrap, 'config', { value: { adminEmail: 'first@localhost', adminPassword: null } });
    const [madeMs, first] = [admin.clock.now(), await bootstrap.ensureFirstOperator()];
    const password = first?.password ?? '';

    const early = await signIn('first@localhost', password);
    expect(early).toMatchObject({ mustChangePassword: true, passwordChangeBy: expect.any(String) });
    const by = Date.parse((early as unknown as { passwordChangeBy: string }).passwordChangeBy);
    expect(by - madeMs - GENERATED_PASSWORD_MS).toBeLessThan(60_000);
    expect((await admin.send('get', SOURCES, undefined, as(early.accessToken))).status).toBe(200);

    admin.clock.advance(GENERATED_PASSWORD_MS);
    const { accessToken, refreshToken } = await signIn('first@localhost', password);
    for (const path of [SOURCES, 'operators', 'projects', 'projects/none/sources', 'plugins', 'audit-log']) {
      const answer = await admin.send('get', path, undefined, as(accessToken));
      expect([path, answer.status, (answer.body as { code: string }).code]).toEqual([path, 403, 'password-change-required']);
    }
    expect((await admin.send('get', 'auth/me', undefined, as(accessToken))).body).toMatchObject({ email: 'first@localhost' });
    expect((await admin.send('post', 'auth/tokens/refresh', { refreshToken }, { authorization: '' })).status).toBe(201);

    const change = { current: password, next: 'a password of my own' };
    expect((await admin.send('post', 'auth/password', change, as(accessToken))).status).toBe(204);
    expect((await admin.send('get', SOURCES, undefined, as(accessToken))).status).toBe(200);
    expect(await signIn('first@localhost', change.next)).not.toHaveProperty('mustChangePassword');
    expect((await admin.send('delete', 'auth/tokens', undefined, as(accessToken))).status).toBe(204);
  });

  it('lets its holder sign out even then', async () => {
    const owner = as((await signIn('first@localhost', 'a password of my own')).accessToken);
    const { password } = await created(admin.send('post', 'operators', { email: 'late@example.com' }, owner));
    admin.clock.advance(GENERATED_PASSWORD_MS);
    const { accessToken } = await signIn('late@example.com', String(password));
    expect((await admin.send('get', 'projects', undefined, as(accessToken))).status).toBe(403);
    expect((await admin.send('delete', 'auth/tokens', undefined, as(accessToken))).status).toBe(204);
    expect((await admin.send('get', 'auth/me', undefined, as(accessToken))).status).toBe(401);
  });

  it('is one that an owner gives anew; one that an owner chose is not forced', async () => {
    const owner = as((await signIn('first@localhost', 'a password of my own')).accessToken);
    const chosen = { email: 'chosen@example.com', password: 'chosen for somebody' };
    const { id, passwordChangeBy } = await created(admin.send('post', 'operators', chosen, owner));
    expect(passwordChangeBy).toBeNull();
    admin.clock.advance(GENERATED_PASSWORD_MS);
    const authorization = await signInAs(admin, chosen.email, chosen.password);
    expect((await admin.send('get', 'projects', undefined, { authorization })).status).toBe(200);
    const anew = as((await signIn('first@localhost', 'a password of my own')).accessToken);
    const { body } = await admin.send('post', `operators/${id}/password`, undefined, anew);
    admin.clock.advance(GENERATED_PASSWORD_MS);
    const given = await signInAs(admin, chosen.email, String((body as { password: string }).password));
    expect((await admin.send('get', 'projects', undefined, { authorization: given })).status).toBe(403);
  });
});
