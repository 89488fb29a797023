import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commands } from './commands.js';
import { runCli } from './run-cli.js';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

describe('the command posthorn', () => {
  let server: Server;
  let asked: { method: string; path: string; authorization: string }[];
  let answers: Record<string, { status?: number; body: unknown }>;
  let url: string;

  beforeEach(async () => {
    asked = [];
    answers = {};
    server = createServer((request: IncomingMessage, response: ServerResponse) => {
      const { method = '', url: path = '', headers } = request;
      asked.push({ method, path, authorization: headers.authorization ?? '' });
      const { status = 200, body } = answers[`${method} ${path.split('?')[0] ?? ''}`] ?? { status: 404, body: {} };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  async function run(line: string, env: NodeJS.ProcessEnv = { POSTHORN_URL: url, POSTHORN_TOKEN: 'phk_test' }): Promise<Ran> {
    let [out, error] = ['', ''];
    const code = await runCli(line === '' ? [] : line.split(' '), env, { out: (text) => (out += text), error: (text) => (error += text) });
    return { code, out, error };
  }

  const delivery = (id: string, reason: string | null = null): object => ({
    ...{ id, eventId: 'evt_1', subscriptionId: 'sub_1', destinationId: 'dst_1', status: 'failed', attemptCount: 3, nextAttemptAt: null },
    ...{ createdAt: '', completedAt: '', reason, ordered: false, replay: false },
  });

  it.each(['', '--help', 'help'])('"posthorn %s" lists every command', async (line) => {
    const { code, out } = await run(line);
    expect(code).toBe(0);
    for (const { name, summary } of commands) expect(out).toMatch(new RegExp(`^  ${name}[^\\n]*  ${summary.slice(0, 20)}`, 'm'));
    for (const word of ['--json', 'POSTHORN_URL', 'POSTHORN_TOKEN', 'POSTHORN_PASSWORD', '64']) expect(out).toContain(word);
  });

  it.each(commands.map(({ name }) => name))('"posthorn %s --help" tells what it does and takes, and does nothing', async (name) => {
    const command = commands.find((one) => one.name === name);
    const { code, out } = await run(`${name} --help`, {});
    expect([code, asked]).toEqual([0, []]);
    for (const arg of command?.args ?? []) expect(out).toContain(`<${arg}>`);
    for (const option of Object.keys(command?.options ?? {})) expect(out).toContain(`--${option}`);
    expect(out).toContain(command?.summary);
  });

  it('lists as a table, asking page by page', async () => {
    answers['GET /api/v1/projects/shop/deliveries'] = { body: { data: [delivery('dlv_1', 'gone'), delivery('dlv_22')], nextCursor: null } };
    const { code, out } = await run('deliveries list --status failed --project shop');
    expect([code, out]).toEqual([
      0,
      [
        'ID      STATUS  ATTEMPTS  REASON  NEXT ATTEMPT  EVENT  DESTINATION',
        'dlv_1   failed  3         gone    -             evt_1  dst_1',
        'dlv_22  failed  3         -       -             evt_1  dst_1',
        '',
      ].join('\n'),
    ]);
    expect(asked).toEqual([
      { method: 'GET', path: '/api/v1/projects/shop/deliveries?limit=100&status=failed', authorization: 'Bearer phk_test' },
    ]);
  });

  it('lists as JSON, no more than asked for', async () => {
    answers['GET /api/v1/projects/default/deliveries'] = { body: { data: [delivery('dlv_1'), delivery('dlv_2')], nextCursor: 'more' } };
    const { code, out } = await run('deliveries list --limit 3 --json');
    expect(code).toBe(0);
    expect((JSON.parse(out) as { id: string }[]).map(({ id }) => id)).toEqual(['dlv_1', 'dlv_2', 'dlv_1']);
    expect(asked[1]?.path).toContain('cursor=more');
  });

  it('signs in with an email and a password from the environment', async () => {
    answers['POST /api/v1/auth/tokens'] = { status: 201, body: { accessToken: 'token of now', tokenType: 'Bearer', expiresIn: 900 } };
    answers['POST /api/v1/projects/default/deliveries/dlv_1/retry'] = { status: 202, body: { ...delivery('dlv_1'), status: 'scheduled' } };
    const { code, out } = await run('deliveries retry dlv_1 --email ada@example.com', { POSTHORN_URL: url, POSTHORN_PASSWORD: 'hush' });
    expect([code, out]).toEqual([0, 'dlv_1 is scheduled\n']);
    expect(asked.at(-1)?.authorization).toBe('Bearer token of now');
  });

  it('lets no value from outside move the cursor or colour the terminal', async () => {
    answers['GET /api/v1/projects/default/deliveries'] = { body: { data: [delivery('dlv_1', '\u001b[31mred\r\n')], nextCursor: null } };
    expect((await run('deliveries list')).out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it.each<[string, string]>([
    ['dance', 'There is no command "dance".'],
    ['keys turn', 'did you mean posthorn keys list or posthorn keys rotate?'],
    ['deliveries retry', 'posthorn deliveries retry takes <id> after it.'],
    ['sources list now', 'posthorn sources list takes nothing after it.'],
    ['sources list --colour', "Unknown option '--colour'"],
    ['sources list --limit many', '--limit is a number from 1 to 10000.'],
    ['deliveries list --status lost', '--status is one of scheduled, delivering, delivered, failed, cancelled.'],
    ['sources list --url localhost', 'give for example --url http://127.0.0.1:8420'],
  ])('exits 64 for "posthorn %s", and says what would do', async (line, sentence) => {
    const { code, out, error } = await run(line);
    expect([code, out]).toEqual([64, '']);
    expect(error).toContain(sentence);
    expect(error).toContain('posthorn --help');
  });

  it('exits 64 where nobody said who is asking', async () => {
    const { code, error } = await run('sources list', { POSTHORN_URL: url, POSTHORN_TOKEN: '' });
    expect([code, asked]).toEqual([64, []]);
    expect(error).toContain('set POSTHORN_TOKEN to an API key, or POSTHORN_EMAIL and POSTHORN_PASSWORD');
  });

  it.each<[number, string, string]>([
    [401, 'unauthenticated', 'the token or password is wrong, or has expired'],
    [403, 'forbidden', 'ask an owner of the installation'],
    [409, 'conflict', 'Put a new one before it in POSTHORN_ENCRYPTION_KEYS'],
  ])('exits 1 with the cure where the relay answers %s', async (status, code, sentence) => {
    answers['POST /api/v1/encryption-keys/rotate'] = {
      ...{ status, body: { status, code, title: 'T', detail: 'Put a new one before it in POSTHORN_ENCRYPTION_KEYS.' } },
    };
    const ran = await run('keys rotate');
    expect([ran.code, ran.out]).toEqual([1, '']);
    expect(ran.error).toContain(sentence);
    expect(ran.error).not.toContain('phk_test');
  });

  it('exits 1 where no relay is, and says where to look', async () => {
    const { code, error } = await run('keys list --url http://127.0.0.1:1');
    expect(code).toBe(1);
    expect(error).toMatch(/cannot be reached: .*\. Is it running, and is POSTHORN_URL right\?/);
  });

  it.each<[string, number, boolean, number]>([
    ['well', 200, true, 0],
    ['not ready', 503, true, 1],
    ['out of balance', 200, false, 1],
  ])('status of a relay that is %s', async (_what, ready, balanced, expected) => {
    answers['GET /readyz'] = { status: ready, body: {} };
    answers['GET /api/v1/projects/default/stats'] = { body: { backlog: { waiting: 7, due: 2, oldestSeconds: 61.2, isWhole: true } } };
    answers['GET /api/v1/projects/default/ledger'] = { body: { data: [{ sourceId: 'src_1', balanced }] } };
    const { code, out } = await run('status');
    expect(code).toBe(expected);
    expect(out).toMatch(
      new RegExp(`^ready +${ready === 200 ? 'yes' : 'no'}\nwaiting +7 deliveries, 2 of them due\noldest waits for +61 s\n`),
    );
    expect(out).toContain(balanced ? 'balanced' : 'NOT balanced: src_1');
  });
});
