import { createHash } from 'node:crypto';
import { MAX_FAILED_OF_ADDRESS, SIGN_IN_WINDOW_MS } from '../auth/sign-in-limiter.js';
import { PASSWORD, startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { addKey, addTeammate, created, signInAs } from '../testing/test-team.js';

type Json = Record<string, unknown> & { readonly id: string };
const OWN = 'a password of my own';
const DAY_MS = 86_400_000;

describe('invitations', () => {
  let admin: TestAdmin;
  let count = 0;
  beforeAll(async () => {
    admin = await startTestAdmin();
    await created(admin.send('post', 'projects', { name: 'Other' }));
  });
  beforeEach(() => admin.signIn());
  afterAll(() => admin.close());

  const invite = (body: object, headers?: Record<string, string>) => admin.call('post', 'invitations', body, headers);
  /** Of an address that nobody has, and its token. */
  async function invited(body: object = {}): Promise<{ id: string; email: string; token: string }> {
    const email = `invited-${count++}@example.com`;
    const { id, token } = await created(invite({ email, role: 'editor', ...body }));
    return { id, email, token: String(token) };
  }
  const accept = (token: string, password: string, rest: object = {}) =>
    admin.send('post', 'auth/invitations/accept', { token, password, ...rest }, { authorization: '' });
  const pending = async (): Promise<string[]> =>
    ((await admin.call('get', 'invitations?limit=100')).body as { data: Json[] }).data.map(({ id }) => id);
  const operators = async (email: string): Promise<number> =>
    (await admin.database.pool.query('select from operator where email = $1', [email])).rowCount ?? 0;
  const sources = async (authorization: string): Promise<number> =>
    (await admin.call('get', 'sources', undefined, { authorization })).status;

  it('are shown with their token once, kept as a digest, and listed without it', async () => {
    const answer = await invite({ email: ' Ada@Example.com', role: 'viewer' });
    const { token, acceptUrl, mail, ...rest } = answer.body as Json & { token: string };
    expect([answer.status, token]).toEqual([201, expect.stringMatching(/^phi_[\w-]{43}$/)]);
    expect([acceptUrl, mail]).toEqual([`https://posthorn.example.com/api/v1/auth/invitations/accept#${token}`, 'none']);
    expect(answer.headers).toMatchObject({ location: `/api/v1/projects/default/invitations/${rest.id}`, 'cache-control': 'no-store' });
    const invitedBy: unknown = ((await admin.send('get', 'auth/me')).body as Json).id;
    expect(rest).toMatchObject({ id: expect.stringMatching(/^inv_/), email: 'ada@example.com', role: 'viewer', invitedBy });
    expect(Date.parse(String(rest['expiresAt'])) - Date.parse(String(rest['createdAt']))).toBe(7 * DAY_MS);
    expect((await admin.call('get', `invitations/${rest.id}`)).body).toEqual(rest);
    expect(((await admin.call('get', 'invitations')).body as { data: Json[] }).data).toEqual([rest]);
    expect(admin.answers.filter((text) => text.includes(token))).toHaveLength(1);
    const { rows } = await admin.database.pool.query<{ digest: Buffer; row: string }>('select digest, i::text as row from invitation i');
    expect(rows.map(({ digest }) => digest)).toEqual([createHash('sha256').update(token).digest()]);
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
  });

  it('make an operator with a password and a name of their own, who is a member with the role, and nothing else', async () => {
    const { id, email, token } = await invited();
    const answer = await accept(token, OWN, { name: 'Ada' });
    expect([answer.status, answer.headers['cache-control']]).toEqual([201, 'no-store']);
    expect(answer.body).toMatchObject({ operatorId: expect.stringMatching(/^opr_/), email, project: 'default', role: 'editor' });
    const authorization = await signInAs(admin, email, OWN);
    const me = (await admin.send('get', 'auth/me', undefined, { authorization })).body as Json;
    expect(me).toMatchObject({ email, name: 'Ada', role: 'member', mustChangePassword: false });
    expect((await admin.call('get', `members/${me.id}`)).body).toMatchObject({ email, role: 'editor' });
    expect(await sources(authorization)).toBe(200);
    expect((await admin.send('get', 'projects/other/sources', undefined, { authorization })).status).toBe(404);
    expect(await pending()).not.toContain(id);
  });

  it('are good once, and not after they were taken back, replaced or expired', async () => {
    const used = await invited();
    expect((await accept(used.token, OWN)).status).toBe(201);
    const revoked = await invited();
    expect((await admin.call('delete', `invitations/${revoked.id}`)).status).toBe(204);
    expect((await admin.call('delete', `invitations/${revoked.id}`)).status).toBe(404);
    const replaced = await invited();
    const later = await created(invite({ email: replaced.email.toUpperCase(), role: 'viewer' }));
    const refused = [await accept(used.token, OWN), await accept(revoked.token, OWN), await accept(replaced.token, OWN)];
    const unknown = await accept(`phi_${'x'.repeat(43)}`, OWN);
    for (const { status, body } of refused) expect([status, body]).toEqual([401, unknown.body]);
    admin.clock.advance(SIGN_IN_WINDOW_MS);
    expect((await accept(String(later['token']), OWN)).body).toMatchObject({ role: 'viewer' });
    const brief = await invited({ expiresInSeconds: 3_600 });
    admin.clock.advance(3_600_000);
    await admin.signIn();
    expect((await accept(brief.token, OWN)).body).toEqual(unknown.body);
    expect(await pending()).not.toContain(brief.id);
    for (const { email } of [revoked, brief]) expect(await operators(email)).toBe(0);
  });

  it('let an operator in who is there already only with the password that they have', async () => {
    const { email, id } = await addTeammate(admin, 'there');
    const { token } = await created(invite({ email, role: 'viewer' }));
    const wrong = await accept(String(token), OWN, { name: 'Mallory' });
    const unknown = await accept(`phi_${'x'.repeat(43)}`, OWN);
    expect([wrong.status, wrong.body]).toEqual([401, unknown.body]);
    expect((await admin.call('get', `members/${id}`)).status).toBe(404);
    expect((await accept(String(token), 'a password of the team')).body).toMatchObject({ operatorId: id, role: 'viewer' });
    expect((await admin.send('get', `operators/${id}`)).body).toMatchObject({ name: 'there' });
    expect((await admin.call('get', `members/${id}`)).body).toMatchObject({ role: 'viewer' });
    expect((await invite({ email, role: 'admin' })).status).toBe(409);
  });

  it('do not open a disabled operator, nor give one a second membership', async () => {
    const disabled = await addTeammate(admin, 'disabled');
    const token = String((await created(invite({ email: disabled.email, role: 'viewer' })))['token']);
    await admin.send('patch', `operators/${disabled.id}`, { status: 'disabled' });
    expect((await accept(token, 'a password of the team')).status).toBe(401);
    await admin.send('patch', `operators/${disabled.id}`, { status: 'enabled' });
    await created(admin.call('post', 'members', { email: disabled.email, role: 'viewer' }));
    expect((await accept(token, 'a password of the team')).status).toBe(409);
    expect((await admin.call('get', `members/${disabled.id}`)).body).toMatchObject({ role: 'viewer' });
  });

  it('accepted twice at once, in one project or in two, make one operator', async () => {
    const { email, token } = await invited();
    const other = await created(admin.send('post', 'projects/other/invitations', { email, role: 'viewer' }));
    const answers = await Promise.all([token, token, String(other['token'])].map((one) => accept(one, OWN)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 401]);
    expect(await operators(email)).toBe(1);
    expect(
      (await admin.database.pool.query('select from member m join operator o on o.id = operator_id where email = $1', [email])).rowCount,
    ).toBe(2);
  });

  it('of one address made twice at once leave one', async () => {
    const email = 'both@example.com';
    const made = await Promise.all([1, 2].map(() => created(invite({ email, role: 'viewer' }))));
    const statuses = await Promise.all(made.map(({ token }) => accept(String(token), OWN)));
    expect(statuses.map(({ status }) => status).sort()).toEqual([201, 401]);
  });

  it('never give more than whoever made them has, or had: an admin who is none any more, a key that is gone', async () => {
    const boss = await addTeammate(admin, 'boss', { project: 'default', role: 'admin' });
    const headers = { authorization: boss.authorization };
    for (const role of ['owner', 'king']) {
      expect((await invite({ email: 'x@example.com', role }, headers)).body).toMatchObject({ errors: [{ field: 'role' }] });
    }
    const key = { authorization: await addKey(admin, 'default', 'admin') };
    const tokens = [];
    for (const [email, by] of [
      ['a1@example.com', headers],
      ['a2@example.com', key],
      ['a3@example.com', headers],
    ] as const) {
      tokens.push(String((await created(invite({ email, role: 'admin' }, by)))['token']));
    }
    expect((await accept(tokens[2] ?? '', OWN)).status).toBe(201);
    await admin.call('patch', `members/${boss.id}`, { role: 'editor' });
    const [{ id } = { id: '' }] = ((await admin.call('get', 'api-keys?limit=1')).body as { data: Json[] }).data;
    await admin.call('delete', `api-keys/${id}`);
    expect([(await accept(tokens[0] ?? '', OWN)).status, (await accept(tokens[1] ?? '', OWN)).status]).toEqual([401, 401]);
    for (const email of ['a1@example.com', 'a2@example.com']) expect(await operators(email)).toBe(0);
  });

  it("are each project's own, and go with it", async () => {
    const { id } = await invited();
    for (const method of ['get', 'delete'] as const) {
      expect((await admin.send(method, `projects/other/invitations/${id}`)).status).toBe(404);
    }
    await created(admin.send('post', 'projects', { name: 'Gone' }));
    const { token } = await created(admin.send('post', 'projects/gone/invitations', { email: 'gone@example.com', role: 'viewer' }));
    await admin.send('delete', 'projects/gone');
    expect((await admin.database.pool.query(`select from invitation where email = 'gone@example.com'`)).rowCount).toBe(0);
    expect((await accept(String(token), OWN)).status).toBe(401);
    expect(await operators('gone@example.com')).toBe(0);
  });

  it('refuse a weak password, and stay open for a better one', async () => {
    const { email, token } = await invited();
    for (const password of ['short', 'password1234', email]) {
      const answer = await accept(token, password);
      expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ field: 'password' }] }]);
    }
    expect((await accept(token, OWN)).status).toBe(201);
  });

  it.each([
    ['no address', { role: 'viewer' }, 'email'],
    ['two addresses', { email: 'a@b.example,c', role: 'viewer' }, 'email'],
    ['a line break', { email: 'a@b.example\r\nBcc: c', role: 'viewer' }, 'email'],
    ['less than an hour', { email: 'a@b.example', role: 'viewer', expiresInSeconds: 3_599 }, 'expiresInSeconds'],
    ['more than 30 days', { email: 'a@b.example', role: 'viewer', expiresInSeconds: 2_592_001 }, 'expiresInSeconds'],
    ['a token of their own', { email: 'a@b.example', role: 'viewer', token: 'phi_mine' }, 'token'],
  ])('are not made with %s', async (_case, body, field) => {
    const answer = await invite(body);
    expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ field }] }]);
  });

  it('slow guessing of tokens, and of the password of who is invited, as signing in does', async () => {
    admin.clock.advance(SIGN_IN_WINDOW_MS);
    await admin.signIn();
    const { email } = await addTeammate(admin, 'victim');
    const token = String((await created(invite({ email, role: 'viewer' })))['token']);
    for (let i = 0; i < 5; i++) expect((await accept(token, 'a guess')).status).toBe(401);
    const limited = await accept(token, 'a password of the team');
    expect([limited.status, Number(limited.headers['retry-after']) > 0]).toEqual([429, true]);
    await expect(signInAs(admin, email, 'a password of the team')).rejects.toThrow('429');
    let guesses = 0;
    while (guesses <= MAX_FAILED_OF_ADDRESS && (await accept(`phi_${guesses}`, OWN)).status === 401) guesses++;
    expect((await accept('phi_more', OWN)).status).toBe(429);
    expect(guesses).toBeLessThanOrEqual(MAX_FAILED_OF_ADDRESS);
  });

  it('are in the audit log: who invited whom, who took it back, who accepted, and no token', async () => {
    admin.clock.advance(SIGN_IN_WINDOW_MS);
    await admin.signIn();
    const me = ((await admin.send('get', 'auth/me')).body as Json).id;
    const entries = async (log: string, resourceId: string): Promise<unknown[]> => {
      const { data } = (await admin.send('get', `${log}?resourceId=${resourceId}`)).body as { data: Json[] };
      return Promise.all(data.map(async ({ id }) => (await admin.send('get', `${log}/${id}`)).body as unknown));
    };
    const [first, second] = [await invited(), await invited()];
    await admin.call('delete', `invitations/${first.id}`);
    const { operatorId } = (await accept(second.token, OWN)).body as { operatorId: string };
    const log = 'projects/default/audit-log';
    const [before, who] = [
      { email: second.email, role: 'editor' },
      { actorId: operatorId, address: '127.0.0.1' },
    ];
    expect(await entries(log, first.id)).toMatchObject([{ action: 'invitation.revoked', actorId: me }, { action: 'invitation.created' }]);
    expect(await entries(log, second.id)).toMatchObject([
      { ...who, action: 'invitation.accepted', before },
      { action: 'invitation.created', actorId: me, before: null, after: before },
    ]);
    expect(await entries(log, operatorId)).toMatchObject([{ ...who, action: 'member.created', after: before }]);
    expect((await entries('audit-log', operatorId)).at(-1)).toMatchObject({
      ...who,
      action: 'operator.created',
      after: { role: 'member' },
    });
    const { rows } = await admin.database.pool.query<{ text: string }>('select e::text as text from audit_entry e');
    for (const secret of [first.token, second.token, OWN, PASSWORD]) expect(rows.some(({ text }) => text.includes(secret))).toBe(false);
  });

  it('lead to a page that runs nothing but its own script', async () => {
    const page = await admin.send('get', 'auth/invitations/accept', undefined, { authorization: '' });
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    const script = /<script>([^]*)<\/script>/.exec(page.text)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page.headers['content-security-policy']).toContain(`default-src 'none'; `);
    expect(page.headers['content-security-policy']).toContain(`script-src 'sha256-${hash}';`);
  });
});

describe('invitations where there is a mail server', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin({ POSTHORN_SMTP_URL: 'smtp://relay%40example.com:hush@mail.example.com:2525' })));
  afterAll(() => admin.close());

  it('are mailed, by the user of that server, with the link', async () => {
    await admin.send('patch', 'projects/default', { name: 'The\r\nShop' });
    const { acceptUrl, mail } = await created(admin.call('post', 'invitations', { email: 'ada@example.com', role: 'viewer' }));
    expect(mail).toBe('sent');
    expect(admin.mails).toMatchObject([
      {
        server: { url: 'smtp://mail.example.com:2525', user: 'relay@example.com', password: 'hush' },
        ...{ from: 'relay@example.com', to: ['ada@example.com'], subject: 'Invitation to The Shop on Posthorn' },
        text: expect.stringContaining(String(acceptUrl)),
      },
    ]);
  });

  it('stand where the server does not take the mail, and say so', async () => {
    const { mail, token } = await created(admin.call('post', 'invitations', { email: 'bounce@example.com', role: 'viewer' }));
    expect(mail).toBe('failed');
    const answer = await admin.send('post', 'auth/invitations/accept', { token, password: OWN }, { authorization: '' });
    expect(answer.body).toMatchObject({ email: 'bounce@example.com' });
  });
});
