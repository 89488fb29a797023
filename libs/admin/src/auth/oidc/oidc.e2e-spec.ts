import type { Response } from 'supertest';
import { EMAIL, PASSWORD, startTestAdmin, type TestAdmin } from '../../testing/test-admin.js';
import { addTeammate, created, signInAs } from '../../testing/test-team.js';
import { CLIENT_ID, CLIENT_SECRET, TestProvider, type TestClaims } from '../../testing/test-provider.js';

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}
interface Started {
  readonly url: string;
  readonly cookie: string;
}

const CALLBACK = 'https://posthorn.example.com/api/v1/auth/oidc/callback';
const OPEN = { authorization: '' };

describe('signing in through an identity provider', () => {
  const provider = new TestProvider();
  let admin: TestAdmin;
  beforeAll(async () => {
    await provider.start(CALLBACK);
    admin = await startTestAdmin({
      POSTHORN_OIDC_ISSUER: provider.issuer,
      POSTHORN_OIDC_CLIENT_ID: CLIENT_ID,
      POSTHORN_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      POSTHORN_OIDC_ROLES: 'owners=owner, shop=editor@default, leads=admin@default, ops=viewer@*, lost=viewer@nowhere',
    });
    await created(admin.send('post', 'projects', { name: 'Other' }));
  });
  afterAll(async () => {
    await admin.close();
    await provider.stop();
  });

  const begin = async (query = ''): Promise<Started> => {
    const answer = await admin.send('get', `auth/oidc/login${query}`, undefined, OPEN);
    if (answer.status !== 302) throw new Error(`${answer.status} ${answer.text}`);
    const [cookie = ''] = (answer.headers['set-cookie'] ?? [''])[0]?.split(';', 1) ?? [];
    return { url: String(answer.headers['location']), cookie };
  };
  const callback = (search: string, cookie: string): Promise<Response> =>
    admin.send('get', `auth/oidc/callback${search}`, undefined, { ...OPEN, cookie });
  const signIn = async (subject: string, claims: TestClaims, query = ''): Promise<Response> => {
    provider.accounts.set(subject, claims);
    const { url, cookie } = await begin(query);
    return callback((await provider.signIn(url, subject)).search, cookie);
  };
  const as = ({ body }: Response) => ({ authorization: `Bearer ${(body as Tokens).accessToken}` });
  const me = async (headers: { authorization: string }): Promise<Response> => admin.send('get', 'auth/me', undefined, headers);
  const person = (name: string, ...groups: string[]): TestClaims => {
    return { email: `${name}@example.com`, email_verified: true, name, groups };
  };
  const codeOf = ({ status, body }: Response): unknown => [status, (body as { code?: string }).code];
  const projectsOf = async (headers: { authorization: string }): Promise<string[]> => {
    const { body } = await admin.send('get', 'projects', undefined, headers);
    return (body as { data: { slug: string }[] }).data.map(({ slug }) => slug).sort();
  };

  it('is announced, and sends the browser there with PKCE, state and nonce', async () => {
    const { body } = await admin.send('get', 'auth/oidc', undefined, OPEN);
    expect(body).toEqual({ configured: true, issuer: provider.issuer });
    const answer = await admin.send('get', 'auth/oidc/login', undefined, OPEN);
    const { origin, searchParams } = new URL(String(answer.headers['location']));
    expect([answer.status, origin]).toEqual([302, provider.issuer]);
    expect(Object.fromEntries(searchParams)).toEqual({
      ...{ client_id: CLIENT_ID, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid email profile' },
      ...{ state: expect.stringMatching(/^[\w-]{43}$/), nonce: expect.stringMatching(/^[\w-]{43}$/) },
      ...{ code_challenge: expect.stringMatching(/^[\w-]{43}$/), code_challenge_method: 'S256' },
    });
    const [cookie] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/; Path=\/api\/v1\/auth\/oidc; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/);
    for (const name of ['state', 'nonce']) expect(cookie).not.toContain(searchParams.get(name));
  });

  it('makes the operator, without a password, and gives the token pair', async () => {
    const answer = await signIn('s-ada', { ...person('ada', 'shop'), email: 'Ada@Example.com' });
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toEqual({ accessToken: expect.any(String), tokenType: 'Bearer', expiresIn: 900, refreshToken: expect.any(String) });
    expect((await me(as(answer))).body).toMatchObject({ email: 'ada@example.com', name: 'ada', role: 'member', mustChangePassword: false });
    expect(await projectsOf(as(answer))).toEqual(['default']);
    const { refreshToken } = answer.body as Tokens;
    expect((await admin.send('post', 'auth/tokens/refresh', { refreshToken }, OPEN)).status).toBe(201);
    const byPassword = await admin.send('post', 'auth/tokens', { email: 'ada@example.com', password: '' }, OPEN);
    const unknown = await admin.send('post', 'auth/tokens', { email: 'nobody@example.com', password: '' }, OPEN);
    expect([byPassword.status, byPassword.body]).toEqual([401, unknown.body]);
    const again = await signIn('s-ada', { ...person('countess', 'shop'), name: 'Ada L.' });
    expect((await me(as(again))).body).toMatchObject({ ...(await idOf(answer)), email: 'countess@example.com', name: 'Ada L.' });
  });

  it('sends the browser back to its path with a code that is good once, for a minute', async () => {
    const trade = (code: string): Promise<Response> => admin.send('post', 'auth/oidc/tokens', { code }, OPEN);
    const back = await signIn('s-bob', person('bob', 'shop'), `?returnTo=${encodeURIComponent('/signed-in?tab=1')}`);
    expect([back.status, back.text]).toEqual([302, '']);
    const location = String(back.headers['location']);
    expect(location).toMatch(/^\/signed-in\?tab=1&code=[\w-]{43}$/);
    const code = new URLSearchParams(location.split('?')[1]).get('code') ?? '';
    const [first, second] = await Promise.all([trade(code), trade(code)]);
    expect([first.status, second.status].sort()).toEqual([201, 401]);
    expect((await me(as(first.status === 201 ? first : second))).body).toMatchObject({ email: 'bob@example.com' });

    const late = await signIn('s-bob', person('bob', 'shop'), '?returnTo=/');
    admin.clock.advance(60_000);
    expect(codeOf(await trade(String(late.headers['location']).slice('/?code='.length)))).toEqual([401, 'unauthenticated']);
    expect(codeOf(await trade('guessed'))).toEqual([401, 'unauthenticated']);
    await admin.signIn();
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example'])(
    'is no open redirect: %s',
    async (returnTo) => {
      const answer = await admin.send('get', `auth/oidc/login?returnTo=${encodeURIComponent(returnTo)}`, undefined, OPEN);
      expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ field: 'returnTo' }] }]);
      expect(answer.headers['location']).toBeUndefined();
    },
  );

  describe('refuses', () => {
    const refused = async (change: (search: URLSearchParams, started: Started) => string, expected: unknown): Promise<void> => {
      provider.accounts.set('s-eve', person('eve', 'shop'));
      const started = await begin();
      const { searchParams } = await provider.signIn(started.url, 's-eve');
      const cookie = change(searchParams, started);
      expect(codeOf(await callback(`?${searchParams.toString()}`, cookie))).toEqual(expected);
    };
    const unauthenticated = [401, 'unauthenticated'];

    it('another state than that of the browser', () =>
      refused((search, { cookie }) => {
        search.set('state', 'x'.repeat(43));
        return cookie;
      }, unauthenticated));

    it('an answer without a state, and one with two', async () => {
      await refused((search, { cookie }) => (search.delete('state'), cookie), unauthenticated);
      await refused((search, { cookie }) => (search.append('state', search.get('state') ?? ''), cookie), unauthenticated);
    });

    it('an answer in a browser that began nothing, or something else', async () => {
      const other = await begin();
      await refused(() => '', unauthenticated);
      await refused(() => other.cookie, unauthenticated);
      await refused((_search, { cookie }) => `${cookie.slice(0, -4)}AAAA`, unauthenticated);
    });

    it('an answer from another issuer', () =>
      refused((search, { cookie }) => {
        search.set('iss', 'https://evil.example');
        return cookie;
      }, unauthenticated));

    it('a code that is made up', () =>
      refused((search, { cookie }) => {
        search.set('code', 'made-up');
        return cookie;
      }, unauthenticated));

    it('what the provider refused', async () => {
      const { url, cookie } = await begin();
      const state = new URL(url).searchParams.get('state') ?? '';
      const search = new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer });
      const answer = await callback(`?${search.toString()}`, cookie);
      expect([answer.status, answer.body]).toMatchObject([401, { detail: 'The identity provider did not sign you in (access_denied).' }]);
    });

    it('an answer that took longer than ten minutes', async () => {
      await refused((_search, { cookie }) => (admin.clock.advance(600_000), cookie), unauthenticated);
      await admin.signIn();
    });

    it('a nonce that is not that of the browser', async () => {
      provider.accounts.set('s-eve', person('eve', 'shop'));
      const { url, cookie } = await begin();
      const forged = new URL(url);
      forged.searchParams.set('nonce', 'stolen');
      const { search } = await provider.signIn(forged.href, 's-eve');
      expect(codeOf(await callback(search, cookie))).toEqual(unauthenticated);
    });

    it("a code that belongs to another sign-in's verifier", async () => {
      provider.accounts.set('s-eve', person('eve', 'shop'));
      const [mine, theirs] = [await begin(), await begin()];
      const stolen = (await provider.signIn(theirs.url, 's-eve')).searchParams.get('code') ?? '';
      const { searchParams } = await provider.signIn(mine.url, 's-eve');
      searchParams.set('code', stolen);
      expect(codeOf(await callback(`?${searchParams.toString()}`, mine.cookie))).toEqual(unauthenticated);
    });

    it('an answer that comes twice, without asking the provider', async () => {
      provider.accounts.set('s-eve', person('eve', 'shop'));
      const { url, cookie } = await begin();
      const { search } = await provider.signIn(url, 's-eve');
      expect((await callback(search, cookie)).status).toBe(200);
      const asked = provider.requests.length;
      expect(codeOf(await callback(search, cookie))).toEqual(unauthenticated);
      expect(provider.requests).toHaveLength(asked);
    });

    it('whom no group gives a role, and makes no operator of them', async () => {
      const none = [await signIn('s-none', person('none', 'others')), await signIn('s-none', { ...person('none') })];
      expect(none.map(codeOf)).toEqual([
        [403, 'forbidden'],
        [403, 'forbidden'],
      ]);
      const { rows } = await admin.database.pool.query("select 1 from operator where email = 'none@example.com'");
      expect(rows).toEqual([]);
    });

    it('an email that the provider does not vouch for, whomever it belongs to here', async () => {
      await addTeammate(admin, 'target');
      for (const isVerified of [false, undefined]) {
        const claims = { ...person('target', 'owners'), email_verified: isVerified };
        const { email_verified: _left, ...unsaid } = claims;
        expect(codeOf(await signIn('s-thief', isVerified === undefined ? unsaid : { ...claims, email_verified: false }))).toEqual([
          403,
          'forbidden',
        ]);
        expect(codeOf(await signIn('s-new', { email: 'new@example.com', groups: ['owners'] }))).toEqual([403, 'forbidden']);
      }
      await signInAs(admin, 'target@example.com', 'a password of the team');
    });

    it('an operator who is disabled, and takes its sessions at once', async () => {
      const answer = await signIn('s-dis', person('dis', 'shop'));
      const { id } = await idOf(answer);
      await admin.send('patch', `operators/${id}`, { status: 'disabled' });
      expect((await me(as(answer))).status).toBe(401);
      expect(codeOf(await signIn('s-dis', person('dis', 'shop')))).toEqual([403, 'forbidden']);
    });

    it('a second account of the provider under an email that is taken', async () => {
      await signIn('s-first', person('taken', 'shop'));
      expect(codeOf(await signIn('s-second', person('taken', 'owners')))).toEqual([403, 'forbidden']);
    });
  });

  async function idOf(answer: Response): Promise<{ id: string }> {
    return { id: ((await me(as(answer))).body as { id: string }).id };
  }

  describe('and its groups', () => {
    it('give and take away roles at each sign-in; what people gave stays', async () => {
      const first = await signIn('s-gus', person('gus', 'shop', 'ops'));
      const { id } = await idOf(first);
      const roleIn = async (project: string): Promise<unknown> =>
        ((await admin.send('get', `projects/${project}/members/${id}`)).body as { role?: string }).role;
      expect([await roleIn('default'), await roleIn('other')]).toEqual(['editor', 'viewer']);
      await signIn('s-gus', person('gus', 'leads'));
      expect([await roleIn('default'), await roleIn('other')]).toEqual(['admin', undefined]);
      await created(admin.send('post', 'projects/other/members', { email: 'gus@example.com', role: 'editor' }));
      const last = await signIn('s-gus', person('gus', 'ops'));
      expect([await roleIn('default'), await roleIn('other')]).toEqual(['viewer', 'editor']);

      expect(codeOf(await signIn('s-gus', person('gus')))).toEqual([403, 'forbidden']);
      expect([await roleIn('default'), await roleIn('other')]).toEqual([undefined, 'editor']);
      expect((await me(as(last))).status).toBe(401);
      const { body } = await admin.send('get', `audit-log?resourceId=${id}`);
      expect((body as { data: { action: string }[] }).data.map(({ action }) => action)).toContain('operator.created');
      const { body: inProject } = await admin.send('get', `projects/default/audit-log?resourceId=${id}`);
      expect((inProject as { data: { action: string }[] }).data.map(({ action }) => action)).toEqual([
        ...['member.deleted', 'member.updated', 'member.updated', 'member.created'],
      ]);
    });

    it('make owners, for as long as they are in the group; one whom a person made stays', async () => {
      const role = async (answer: Response): Promise<unknown> => ((await me(as(answer))).body as { role: string }).role;
      expect(await role(await signIn('s-own', person('own', 'owners')))).toBe('owner');
      const demoted = await signIn('s-own', person('own', 'shop'));
      expect(await role(demoted)).toBe('member');
      await admin.send('patch', `operators/${(await idOf(demoted)).id}`, { role: 'owner' });
      expect(await role(await signIn('s-own', person('own', 'shop')))).toBe('owner');
    });

    it('find an operator who was here before by the email that is vouched for, whose password goes on', async () => {
      const { id } = await addTeammate(admin, 'old');
      const answer = await signIn('s-old', person('old', 'shop'));
      expect(await idOf(answer)).toEqual({ id });
      await signInAs(admin, 'old@example.com', 'a password of the team');
    });

    it('are asked for no generated password that is overdue', async () => {
      const { password } = await created(admin.send('post', 'operators', { email: 'gen@example.com' }));
      admin.clock.advance(86_400_000);
      await admin.signIn();
      const byPassword = await signInAs(admin, 'gen@example.com', String(password));
      expect(codeOf(await admin.send('get', 'projects', undefined, { authorization: byPassword }))).toEqual([
        403,
        'password-change-required',
      ]);
      const answer = await signIn('s-gen', person('gen', 'shop'));
      const { body } = await admin.send('post', 'auth/tokens/refresh', { refreshToken: (answer.body as Tokens).refreshToken }, OPEN);
      const authorization = `Bearer ${(body as Tokens).accessToken}`;
      expect((await admin.send('get', 'projects', undefined, { authorization })).status).toBe(200);
    });
  });

  it('ends with the operator: deleted, it is made anew', async () => {
    const answer = await signIn('s-gone', person('gone', 'shop'));
    const { id } = await idOf(answer);
    expect((await admin.send('delete', `operators/${id}`)).status).toBe(204);
    expect((await me(as(answer))).status).toBe(401);
    expect(await idOf(await signIn('s-gone', person('gone', 'shop')))).not.toEqual({ id });
  });

  it('says so when the provider is away, and leaves passwords alone', async () => {
    provider.accounts.set('s-ada', person('ada', 'shop'));
    const { url, cookie } = await begin();
    const { search } = await provider.signIn(url, 's-ada');
    await provider.stop();
    try {
      const answer = await callback(search, cookie);
      expect(codeOf(answer)).toEqual([503, 'unavailable']);
      expect((answer.body as { detail: string }).detail).toContain('identity provider');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      await signInAs(admin, EMAIL, PASSWORD);
    } finally {
      await provider.startAgain();
    }
    expect((await signIn('s-ada', person('ada', 'shop'))).status).toBe(200);
  });
});
