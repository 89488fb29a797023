import { PasswordHash } from './password-hash.js';
import { RefreshTokens } from './refresh-tokens.js';
import { SIGN_IN_WINDOW_MS } from './sign-in-limiter.js';
import { EMAIL, PASSWORD, startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { addTeammate } from '../testing/test-team.js';

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

describe('signing in', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin()));
  afterAll(() => admin.close());

  const signIn = (email: string, password: string) => admin.send('post', 'auth/tokens', { email, password }, { authorization: '' });
  const tokens = async (): Promise<Tokens> => (await signIn(EMAIL, PASSWORD)).body as Tokens;
  const refresh = (refreshToken: string) => admin.send('post', 'auth/tokens/refresh', { refreshToken }, { authorization: '' });
  const me = (token: string) => admin.send('get', 'auth/me', undefined, { authorization: `Bearer ${token}` });

  it('gives tokens that open the rest', async () => {
    const answer = await signIn(' Admin@Localhost ', PASSWORD);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ accessToken: expect.any(String), tokenType: 'Bearer', expiresIn: 900, refreshToken: expect.any(String) });
    const who = await me((answer.body as Tokens).accessToken);
    expect(who.body).toMatchObject({ email: EMAIL, status: 'enabled', id: expect.stringMatching(/^opr_/) });
  });

  it('says the same to a wrong password and to an unknown email', async () => {
    const [wrong, unknown] = [await signIn(EMAIL, 'wrong'), await signIn('nobody@localhost', 'wrong')];
    expect(wrong.status).toBe(401);
    expect(wrong.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(unknown.body).toEqual(wrong.body);
  });

  it('leaves the password that an owner has given while its holder was changing the one before', async () => {
    const { id, email, authorization } = await addTeammate(admin, 'changing');
    const passwords = admin.app.get(PasswordHash);
    const hash = passwords.hash.bind(passwords);
    let given = '';
    // Whoever knows the old password has proved it by now.
    passwords.hash = async (text) => {
      passwords.hash = hash;
      const answer = await admin.send('post', `operators/${id}/password`);
      given = String((answer.body as { password: string }).password);
      return hash(text);
    };
    const change = { current: 'a password of the team', next: 'a password of an intruder' };
    expect((await admin.send('post', 'auth/password', change, { authorization })).status).toBe(409);
    expect((await signIn(email, change.next)).status).toBe(401);
    expect((await signIn(email, given)).status).toBe(201);
  });

  it('slows guessing, and forgets after a while', async () => {
    for (let i = 0; i < 5; i++) expect((await signIn('victim@localhost', 'guess')).status).toBe(401);
    const limited = await signIn('victim@localhost', 'guess');
    expect(limited.status).toBe(429);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect((await signIn(EMAIL, PASSWORD)).status).toBe(201);
    admin.clock.advance(SIGN_IN_WINDOW_MS);
    expect((await signIn('victim@localhost', 'guess')).status).toBe(401);
  });

  it('refuses an access token after 15 minutes, and a refresh brings another', async () => {
    const first = await tokens();
    admin.clock.advance(900_000);
    expect((await me(first.accessToken)).status).toBe(401);
    const second = (await refresh(first.refreshToken)).body as Tokens;
    expect((await me(second.accessToken)).status).toBe(200);
  });

  it('ends the family when a refresh token comes twice', async () => {
    const first = await tokens();
    const second = (await refresh(first.refreshToken)).body as Tokens;
    expect((await refresh(first.refreshToken)).status).toBe(401);
    expect((await refresh(second.refreshToken)).status).toBe(401);
    expect((await me(second.accessToken)).status).toBe(401);
  });

  it('signs out at once, of this family only', async () => {
    const [here, there] = [await tokens(), await tokens()];
    const out = await admin.send('delete', 'auth/tokens', undefined, { authorization: `Bearer ${here.accessToken}` });
    expect(out.status).toBe(204);
    expect((await me(here.accessToken)).status).toBe(401);
    expect((await refresh(here.refreshToken)).status).toBe(401);
    expect((await me(there.accessToken)).status).toBe(200);
  });

  it('signs out everywhere, at once', async () => {
    const [here, there] = [await tokens(), await tokens()];
    const out = await admin.send('delete', 'auth/tokens?everywhere=true', undefined, { authorization: `Bearer ${here.accessToken}` });
    expect(out.status).toBe(204);
    const after = [await me(here.accessToken), await me(there.accessToken), await refresh(there.refreshToken)];
    expect(after.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  it('begins no session with a password that was changed while it was checked', async () => {
    const { rows } = await admin.database.pool.query<{ id: string }>('select id from operator');
    expect(await admin.app.get(RefreshTokens).begin({ id: rows[0]?.id ?? '', passwordHash: 'of before' })).toBeNull();
  });

  it('shuts a disabled operator out', async () => {
    const { accessToken, refreshToken } = await tokens();
    await admin.database.pool.query(`update operator set status = 'disabled'`);
    const answers = [await me(accessToken), await refresh(refreshToken), await signIn(EMAIL, PASSWORD)];
    await admin.database.pool.query(`update operator set status = 'enabled'`);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  it.each([
    ['no token', ''],
    ['another scheme', 'Basic YTpi'],
    ['rubbish', 'Bearer rubbish'],
    ['an unsigned token', `Bearer ${unsigned()}`],
  ])('refuses %s', async (_case, authorization) => {
    const answer = await admin.send('get', 'projects/default/sources', undefined, { authorization });
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ code: 'unauthenticated' });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('leaves only signing in and the documents open', async () => {
    const document = (await admin.send('get', 'openapi.json', undefined, { authorization: '' })).body as { paths: Record<string, object> };
    const open: string[] = [];
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const method of Object.keys(methods)) {
        const below = path.replace('/api/v1/', '').replaceAll(/\{\w+\}/g, 'x');
        const answer = await admin.send(method as 'get', below, undefined, { authorization: '' });
        if (answer.status !== 401) open.push(`${method} ${path}`);
      }
    }
    const ways = [
      'post tokens',
      'post tokens/refresh',
      'post invitations/accept',
      'get oidc',
      'get oidc/login',
      'get oidc/callback',
      'post oidc/tokens',
    ];
    expect(open.sort()).toEqual(ways.map((way) => way.replace(' ', ' /api/v1/auth/')).sort());
  });
});

function unsigned(): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', kid: 'k1' })}.${part({ sub: 'opr_01h2xcejqtf2nbrexx3vqjhp41', iss: 'posthorn', aud: 'posthorn', exp: 9e9 })}.`;
}
