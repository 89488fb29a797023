import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, start, stop } from '../children.mjs';
import { waitUntil } from '../wait-until.mjs';
import { cleanEnvironment } from './environment.mjs';
import { cpuMs, peakRssMib } from './process-usage.mjs';

/** What `npm start` runs: `node [flags] script`. */
const [, ...FLAGS] = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts.start.split(' ');
const SCRIPT = FLAGS.pop();
const START_LIMIT_MS = 30_000;
const EMAIL = 'bench@example.com';
const PASSWORD = 'bench password, long enough';
const CONCURRENCY = 64;
/** Access tokens live a quarter of an hour. */
const TOKEN_MS = 600_000;

export const HMAC_SECRET = 'a secret of the bench';

/** This build on a database of its own, set up through its admin API. */
export class RelayTarget {
  name = 'relay';
  #api;
  #token;
  #signedInMs = 0;

  static async start(postgres, { workers = 1, script = SCRIPT, nodeFlags = FLAGS, flags = [], env = {} } = {}) {
    const target = new RelayTarget();
    target.postgres = postgres;
    target.database = await postgres.createDatabase('relay');
    target.env = cleanEnvironment({
      DATABASE_URL: target.database.url,
      POSTHORN_PORT: '0',
      POSTHORN_LOG_LEVEL: 'warn',
      POSTHORN_WORKERS: String(workers),
      POSTHORN_ENCRYPTION_KEYS: `bench:${Buffer.alloc(32, 7).toString('base64')}`,
      POSTHORN_ALLOWED_NETWORKS: '127.0.0.0/8',
      POSTHORN_API_REQUESTS_PER_MINUTE: '1000000',
      POSTHORN_ADMIN_EMAIL: EMAIL,
      POSTHORN_ADMIN_PASSWORD: PASSWORD,
      ...env,
    });
    target.script = script;
    target.flags = [...nodeFlags, ...flags];
    await target.#boot();
    return target;
  }

  async #boot() {
    this.child = start(this.script, this.env, this.flags);
    const url = await waitUntil('the relay is ready', START_LIMIT_MS, () => {
      if (this.child.exitCode !== null) throw new Error(`the relay ended: ${this.child.output}`);
      return /^ +Webhooks {2,}(\S+)\/in\//m.exec(this.child.output)?.[1];
    });
    this.port = Number(new URL(url).port);
    this.#api = `${url}/api/v1`;
    await this.#signIn();
  }

  async #signIn() {
    this.#token = null;
    this.#token = (await this.#request('POST', 'auth/tokens', { email: EMAIL, password: PASSWORD })).accessToken;
    this.#signedInMs = performance.now();
  }

  /** Whether a variable of the environment has an effect in this build. */
  get workersBuilt() {
    return !this.child.output.includes('POSTHORN_WORKERS is not built');
  }

  /** On the same database, as after a deployment. */
  async restart() {
    await stop(this.child);
    await this.#boot();
  }

  /** A source under this slug; `signed` ones verify an HMAC of the body. */
  createSource(slug, { signed = false } = {}) {
    return this.create('sources', {
      name: slug,
      slug,
      verification: signed ? { provider: 'hmac', options: { header: 'x-signature' }, secrets: [HMAC_SECRET] } : { provider: 'none' },
      eventType: { from: 'body', path: 'event' },
      externalId: { from: 'header', name: 'x-request-id' },
    });
  }

  /** A destination at this URL, subscribed to everything of the source; `over` is of the destination. */
  async connect(source, url, over = {}, transform = null) {
    const name = `to ${url}`;
    const destination = await this.create('destinations', { name, plugin: 'http', config: { url }, maxConcurrency: CONCURRENCY, ...over });
    const subscription = await this.create('subscriptions', { name, sourceId: source.id, destinationId: destination.id, transform });
    return { destination, subscription };
  }

  create(resource, body) {
    return this.#request('POST', `projects/default/${resource}`, body);
  }

  createProject(slug) {
    return this.#request('POST', 'projects', { slug, name: slug });
  }

  async get(project, path) {
    if (performance.now() - this.#signedInMs > TOKEN_MS) await this.#signIn();
    return this.#request('GET', `projects/${project}/${path}`);
  }

  async #request(method, path, body) {
    const answer = await fetch(`${this.#api}/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(this.#token && { authorization: `Bearer ${this.#token}` }) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }

  get cpuMs() {
    return cpuMs(this.child.pid);
  }

  get peakRssMib() {
    return peakRssMib(this.child.pid);
  }

  async stop() {
    await stop(this.child);
    await this.postgres.dropDatabase(this.database);
  }
}
