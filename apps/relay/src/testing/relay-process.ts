import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { TEST_KEYS } from './test-relay.js';
import { waitUntil } from './wait-until.js';

const ROOT = join(import.meta.dirname, '../../../..');
const PASSWORD = 'correct horse battery staple';

/** A relay as a process of its own, so that it can be killed. */
export class RelayProcess {
  output = '';
  private token = '';

  private constructor(private readonly child: ChildProcess) {
    // A test that fails must not leave a relay behind to slow the others down.
    const kill = (): void => void child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('exit', () => process.off('exit', kill));
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
  }

  /** Starts one on this database, and waits for its ready block. */
  static async start(databaseUrl: string, over: Record<string, string> = {}): Promise<RelayProcess> {
    const relay = RelayProcess.launch({
      DATABASE_URL: databaseUrl,
      POSTHORN_PORT: '0',
      POSTHORN_LOG_LEVEL: 'error',
      POSTHORN_ENCRYPTION_KEYS: TEST_KEYS,
      POSTHORN_ALLOWED_NETWORKS: '127.0.0.0/8',
      POSTHORN_ADMIN_PASSWORD: PASSWORD,
      ...over,
    });
    await relay.untilReady();
    return relay;
  }

  /** Starts one with this environment and nothing else. */
  static launch(env: Record<string, string>): RelayProcess {
    const loader = join(ROOT, 'tools/bootstrap/register-ts.mjs');
    const args = ['-C', '@posthorn/source', '--import', loader, join(ROOT, 'apps/relay/src/main.ts')];
    return new RelayProcess(
      spawn(process.execPath, args, { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get url(): string {
    return /http:\/\/[\d.]+:\d+/.exec(this.output)?.[0] ?? '';
  }

  async untilReady(): Promise<void> {
    await waitUntil('the ready block', () => {
      if (this.child.exitCode !== null) throw new Error(`the relay did not start:\n${this.output}`);
      return this.output.includes('Admin API') || null;
    });
  }

  async exitCode(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.exitCode();
  }

  /** Creates something below the default project. */
  async create(resource: string, body: object): Promise<Record<string, unknown>> {
    await this.signIn();
    return this.post(`projects/default/${resource}`, body);
  }

  /** Reads something below the default project. */
  async get(path: string): Promise<Record<string, unknown>> {
    await this.signIn();
    const answer = await fetch(`${this.url}/api/v1/projects/default/${path}`, { headers: { authorization: `Bearer ${this.token}` } });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  }

  private async signIn(): Promise<void> {
    if (this.token !== '') return;
    const signedIn = await this.post('auth/tokens', { email: 'admin@localhost', password: PASSWORD });
    this.token = String(signedIn['accessToken']);
  }

  private async post(path: string, body: object): Promise<Record<string, unknown>> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.token}` };
    const answer = await fetch(`${this.url}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  }
}
