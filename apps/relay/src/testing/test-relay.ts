import { createLogger, loadConfig } from '@posthorn/platform';
import { createTestDatabase } from '@posthorn/store/testing';
import request, { type Test } from 'supertest';
import { startRelay, type Relay, type RelayOptions } from '../relay.js';

export const TEST_KEYS = `test:${Buffer.alloc(32, 7).toString('base64')}`;
const EMAIL = 'operator@example.com';
const PASSWORD = 'correct horse battery staple';

/** A row of the API: whatever JSON it answers. */
export type Json = Record<string, unknown> & { readonly id: string };

/** A whole relay in this process, on a database of its own, with an operator signed in. */
export class TestRelay {
  private constructor(
    private relay: Relay,
    private token: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly options: RelayOptions,
    private readonly drop: () => Promise<void>,
  ) {}

  static async start(env: NodeJS.ProcessEnv = {}, options: RelayOptions = {}): Promise<TestRelay> {
    const database = await createTestDatabase();
    const full: NodeJS.ProcessEnv = {
      DATABASE_URL: database.url,
      POSTHORN_PORT: '0',
      POSTHORN_LOG_LEVEL: 'silent',
      POSTHORN_ENCRYPTION_KEYS: TEST_KEYS,
      POSTHORN_ALLOWED_NETWORKS: '127.0.0.0/8',
      POSTHORN_ADMIN_EMAIL: EMAIL,
      POSTHORN_ADMIN_PASSWORD: PASSWORD,
      ...env,
    };
    const relay = await boot(full, options);
    return new TestRelay(relay, await signIn(relay), full, options, database.drop);
  }

  /** One more process on this relay's database, in other roles if the environment says so. */
  async startBeside(env: NodeJS.ProcessEnv = {}): Promise<Relay> {
    return boot({ ...this.env, ...env }, this.options);
  }

  get url(): string {
    return this.relay.publicUrl;
  }

  get adminUrl(): string {
    return this.relay.adminUrl ?? '';
  }

  get databaseUrl(): string {
    return this.env['DATABASE_URL'] ?? '';
  }

  /** Ends and starts it again on the same database. */
  async restart(): Promise<void> {
    await this.relay.stop();
    this.relay = await boot(this.env, this.options);
    this.token = await signIn(this.relay);
  }

  async stop(): Promise<void> {
    await this.relay.stop();
    await this.drop();
  }

  api(method: 'get' | 'post' | 'patch' | 'delete', path: string): Test {
    return this.apiAt(this.adminUrl, method, path);
  }

  /** The same of another process. */
  apiAt(url: string, method: 'get' | 'post' | 'patch' | 'delete', path: string): Test {
    return request(url)[method](`/api/v1/projects/default/${path}`).auth(this.token, { type: 'bearer' });
  }

  /** Outside any project. */
  root(method: 'get' | 'post' | 'patch' | 'delete', path: string): Test {
    return request(this.relay.adminUrl ?? '')
      [method](`/api/v1/${path}`)
      .auth(this.token, { type: 'bearer' });
  }

  async create(resource: string, body: object): Promise<Json> {
    const answer = await this.api('post', resource).send(body);
    if (answer.status !== 201) throw new Error(`${resource}: ${answer.status} ${answer.text}`);
    return answer.body as Json;
  }

  async get(path: string): Promise<Json> {
    const answer = await this.api('get', path);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body as Json;
  }

  async list(path: string): Promise<Json[]> {
    const { data } = await this.get(path);
    return data as Json[];
  }

  /** Source → destination, subscribed to everything of that source; the source's slug is its name. */
  async connect(
    name: string,
    url: string,
    over: { source?: object; destination?: object; subscription?: object } = {},
  ): Promise<Connected> {
    const source = await this.create('sources', {
      name,
      slug: name,
      verification: { provider: 'none' },
      eventType: { from: 'body', path: 'event' },
      ...over.source,
    });
    const destination = await this.create('destinations', { name, plugin: 'http', config: { url }, ...over.destination });
    const links = { sourceId: source.id, destinationId: destination.id };
    const subscription = await this.create('subscriptions', { name, ...links, ...over.subscription });
    return { source, destination, subscription };
  }

  /** A webhook to a source, as supertest sends it. */
  send(slug: string, body: string | Buffer = '{"event":"payment.success"}', headers: Record<string, string> = {}): Test {
    return request(this.url)
      .post(`/in/${slug}`)
      .set({ 'content-type': 'application/json', ...headers })
      .serialize((sent: unknown) => sent as string)
      .send(body);
  }
}

export interface Connected {
  readonly source: Json;
  readonly destination: Json;
  readonly subscription: Json;
}

function boot(env: NodeJS.ProcessEnv, options: RelayOptions): Promise<Relay> {
  return startRelay(loadConfig(env), createLogger('silent'), options);
}

async function signIn(relay: Relay): Promise<string> {
  const answer = await request(relay.adminUrl ?? '')
    .post('/api/v1/auth/tokens')
    .send({ email: EMAIL, password: PASSWORD });
  const { accessToken } = answer.body as { accessToken?: unknown };
  if (typeof accessToken !== 'string') throw new Error(`signing in: ${answer.status} ${answer.text}`);
  return accessToken;
}
