import { randomBytes } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@posthorn/store/testing';
import pg from 'pg';
import { everythingStored, secretsIn } from './testing/planted-secrets.js';
import { RecordingServer } from './testing/recording-server.js';
import { RelayProcess } from './testing/relay-process.js';
import { waitUntil } from './testing/wait-until.js';

const key = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
const OLD = key('of-last-year');
const NEW = key('of-this-year');
/** Copies of one refusal, so that a rotation takes long enough to be killed in. */
const COPIES = 20_000;

const planted = {
  sourceSecret: 'planted-source-secret-8461',
  destinationToken: 'planted-destination-token-2957',
  refusedCredential: 'planted-refused-credential-6310',
  password: 'planted password of the owner 7',
  smtpPassword: 'planted-smtp-password-5088',
  oldKey: OLD.split(':')[1] ?? '',
  newKey: NEW.split(':')[1] ?? '',
};

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

describe('G8 secrets: another encryption key, while webhooks come and go', () => {
  let database: TestDatabase;
  let receiver: RecordingServer;
  let client: pg.Client;
  const started: RelayProcess[] = [];
  /** What the API has shown, besides secrets that are shown once. */
  const shown: string[] = [];
  /** Those that are. */
  const shownOnce: Record<string, string> = {};
  let token = '';

  beforeAll(async () => {
    database = await createTestDatabase();
    receiver = await RecordingServer.start();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    for (const relay of started) await relay.end('SIGKILL');
    await client.end();
    await receiver.close();
    await database.drop();
  });

  async function start(...keys: string[]): Promise<RelayProcess> {
    const relay = await RelayProcess.start(database.url, {
      POSTHORN_ENCRYPTION_KEYS: keys.join(','),
      POSTHORN_ADMIN_PASSWORD: planted.password,
      POSTHORN_SMTP_URL: `smtp://jo:${planted.smtpPassword}@127.0.0.1:9`,
      POSTHORN_LOG_LEVEL: 'trace',
    });
    started.push(relay);
    return relay;
  }

  async function call(relay: RelayProcess, method: string, path: string, body?: object, headers = {}): Promise<Answer> {
    const answer = await fetch(`${relay.url}/api/v1/${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    // A 201 may show a secret once; whatever else does not.
    if (answer.status !== 201) shown.push(text);
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
  }

  const below = (relay: RelayProcess, method: string, path: string, body?: object, headers = {}): Promise<Answer> =>
    call(relay, method, `projects/default/${path}`, body, headers);

  async function signIn(relay: RelayProcess): Promise<void> {
    const { body } = await call(relay, 'POST', 'auth/tokens', { email: 'admin@localhost', password: planted.password });
    token = String(body['accessToken']);
  }

  const send = async (relay: RelayProcess, secret = planted.sourceSecret): Promise<number> =>
    (await fetch(`${relay.url}/in/shop`, { method: 'POST', headers: { authorization: `Bearer ${secret}` }, body: '{}' })).status;

  const DESTINATION = {
    ...{ name: 'D', plugin: 'http', secrets: { authToken: planted.destinationToken } },
    get config(): object {
      return { url: receiver.url, auth: { type: 'bearer' } };
    },
  };
  const createDestination = (relay: RelayProcess): Promise<Answer> =>
    below(relay, 'POST', 'destinations', DESTINATION, { 'idempotency-key': 'one-destination' });

  /** One of everything that is sealed. */
  async function plant(relay: RelayProcess): Promise<void> {
    const verification = { provider: 'bearer', secrets: [planted.sourceSecret] };
    const source = await below(relay, 'POST', 'sources', { name: 'Shop', slug: 'shop', verification });
    const destination = await createDestination(relay);
    const apiKey = await below(relay, 'POST', 'api-keys', { name: 'K', role: 'admin' }, { 'idempotency-key': 'one-key' });
    const subscription = { name: 'S', sourceId: source.body['id'], destinationId: destination.body['id'] };
    expect((await below(relay, 'POST', 'subscriptions', subscription)).status).toBe(201);
    shownOnce['signingSecret'] = String(destination.body['signingSecret']);
    shownOnce['apiKey'] = String(apiKey.body['key']);
    expect(await send(relay, planted.refusedCredential)).toBe(401);
    const { rowCount } = await waitUntil('the refusal', async () => {
      const copied = await client.query(`
        insert into refusal (id, project_id, source_id, reason, detail, received_at, head, credentials, body, body_bytes, remote_address)
        select (left(id::text, 24) || lpad(to_hex(n), 12, '0'))::uuid, project_id, source_id, reason, detail, received_at, head,
          credentials, body, body_bytes, remote_address
        from refusal, generate_series(1, ${COPIES}) n`);
      return copied.rowCount === 0 ? null : copied;
    });
    expect(rowCount).toBe(COPIES);
  }

  const keysOf = async (relay: RelayProcess): Promise<{ data: Record<string, unknown>[]; rotation: Record<string, unknown> | null }> =>
    (await call(relay, 'GET', 'encryption-keys')).body as never;

  /** Sends to one relay until told to stop; answers the statuses. */
  function sendAlways(to: () => RelayProcess): () => Promise<readonly number[]> {
    let isOver = false;
    const statuses: number[] = [];
    const sending = (async () => {
      while (!isOver) statuses.push(await send(to()));
    })();
    return async () => {
      isOver = true;
      await sending;
      return statuses;
    };
  }

  it('is taken over with no refused request and no failed delivery, killed in the middle, and the old one may go', async () => {
    const first = await start(OLD);
    await signIn(first);
    await plant(first);
    const second = await start(NEW, OLD);
    // One of the two cannot read what the new key would seal.
    expect(await call(second, 'POST', 'encryption-keys/rotate')).toMatchObject({ status: 409 });
    let open = second;
    const stopSending = sendAlways(() => open);
    expect(await first.end('SIGTERM')).toBe(0);
    // In the other order, since nobody restarts all at once with the same mistake.
    const third = await start(OLD, NEW);
    open = third;

    expect(await call(second, 'POST', 'encryption-keys/rotate')).toMatchObject({ status: 202, body: { keyId: 'of-this-year' } });
    const moved = await waitUntil('a part of the values to be moved', async () => {
      const { rows } = await client.query<{ moved: number }>('select moved from key_rotation where moved > 0');
      return rows[0]?.moved;
    });
    await second.end('SIGKILL');
    expect(moved).toBeLessThan(COPIES);
    await waitUntil('the rotation to end', async () => (await keysOf(third)).rotation?.['status'] === 'finished' || null, 60_000);
    const statuses = await stopSending();
    expect(statuses.length).toBeGreaterThan(50);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);

    const { data } = await keysOf(third);
    expect(data).toMatchObject([
      { id: 'of-last-year', encrypts: false, sealed: { sourceSecrets: 0, destinationSecrets: 0, refusals: 0, idempotencyAnswers: 0 } },
      { id: 'of-this-year', encrypts: true, sealed: { sourceSecrets: 1, destinationSecrets: 2, idempotencyAnswers: 2 } },
    ]);
    // Asked for again, an answer with secrets that are shown once is what it was.
    expect((await createDestination(third)).body['signingSecret']).toBe(shownOnce['signingSecret']);
    expect(data[0]).toMatchObject({ removable: false, neededFor: ['idempotency-keys'] });
    await client.query(`update idempotency_record set expires_at = now() - interval '1 second'`);
    expect((await keysOf(third)).data[0]).toMatchObject({ removable: true });
    await waitUntil('every delivery to arrive', async () => {
      const { rows } = await client.query<{ left: number }>('select count(*)::int as left from queue');
      return rows[0]?.left === 0 || null;
    });
    expect(await third.end('SIGTERM')).toBe(0);
    expect((await client.query('select from delivery where status <> 1')).rowCount).toBe(0);
    expect(new Set(receiver.arrivals.map(({ headers }) => headers.authorization))).toEqual(new Set([`Bearer ${planted.destinationToken}`]));
  }, 120_000);

  it('without the old one everything still opens', async () => {
    const relay = await start(NEW);
    await signIn(relay);
    const before = receiver.arrivals.length;
    expect([await send(relay), await send(relay, planted.refusedCredential)]).toEqual([200, 401]);
    await waitUntil('the delivery', () => receiver.arrivals.length > before || null);
    expect(receiver.arrivals.at(-1)?.headers.authorization).toBe(`Bearer ${planted.destinationToken}`);
    // What was refused is judged again, by the credential that came with it.
    const [source] = (await below(relay, 'GET', 'sources?limit=100')).body['data'] as { id: string; slug: string }[];
    const added = await below(relay, 'POST', `sources/${source?.id ?? ''}/secrets`, { value: planted.refusedCredential });
    expect(added.status).toBe(201);
    const [refusal] = (await below(relay, 'GET', 'refusals?limit=1')).body['data'] as { id: string }[];
    expect((await below(relay, 'POST', `refusals/${refusal?.id ?? ''}/accept`, {})).status).toBe(201);
    expect((await keysOf(relay)).data.map(({ id }) => id)).toEqual(['of-this-year']);

    // And in nothing that can be read is any secret.
    for (const path of [
      'sources',
      'destinations',
      'subscriptions',
      'events',
      'deliveries',
      'refusals',
      'api-keys',
      'audit-log',
      'members',
    ]) {
      expect((await below(relay, 'GET', `${path}?limit=100`)).status).toBe(200);
    }
    for (const item of ['events', 'refusals', 'destinations']) {
      const [one] = (await below(relay, 'GET', `${item}?limit=1`)).body['data'] as { id: string }[];
      expect((await below(relay, 'GET', `${item}/${one?.id ?? ''}`)).status).toBe(200);
    }
    for (const { id } of (await below(relay, 'GET', 'deliveries?limit=3')).body['data'] as { id: string }[]) {
      expect((await below(relay, 'GET', `deliveries/${id}/attempts`)).status).toBe(200);
    }
    for (const path of ['operators', 'audit-log', 'encryption-keys', 'openapi.json']) {
      expect((await call(relay, 'GET', path)).status).toBe(200);
    }
    expect(await relay.end('SIGTERM')).toBe(0);
  }, 60_000);

  it('no secret is in the database, the logs or an answer, in any spelling', async () => {
    const secrets = { ...planted, ...shownOnce };
    expect(Object.values(secrets).filter((secret) => secret.length < 20)).toEqual([]);
    const stored = await everythingStored(database.url);
    expect(stored.size).toBeGreaterThan(20);
    expect([...stored].flatMap(([table, text]) => secretsIn(text, secrets).map((name) => `${name} in ${table}`))).toEqual([]);
    expect(secretsIn(started.map(({ output }) => output).join('\n'), secrets)).toEqual([]);
    expect(secretsIn(shown.join('\n'), secrets)).toEqual([]);
    // No box of the old key is left in any table, known to the rotation or not.
    const head = Buffer.concat([Buffer.of(1, 'of-last-year'.length), Buffer.from('of-last-year')]).toString('hex');
    expect([...stored].filter(([, text]) => text.includes(head)).map(([table]) => table)).toEqual([]);
  });

  it('a key that still seals something must be there at the start', async () => {
    const box = Buffer.concat([Buffer.of(1, 'of-last-year'.length), Buffer.from('of-last-year'), Buffer.alloc(40)]);
    await client.query(`insert into encryption_key (id, canary) values ('of-last-year', $1)`, [box]);
    await client.query(`update refusal set credentials = $1 where id = (select min(id::text)::uuid from refusal)`, [box]);
    const env = { DATABASE_URL: database.url, POSTHORN_ENCRYPTION_KEYS: NEW, POSTHORN_PORT: '0', POSTHORN_LOG_LEVEL: 'error' };
    const refused = RelayProcess.launch(env);
    started.push(refused);
    expect(await refused.exitCode()).toBe(78);
    expect(refused.output).toContain('the key "of-last-year" encrypted secrets of this database and is not here');
  }, 30_000);
});
