import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export const CLIENT_ID = 'posthorn';
export const CLIENT_SECRET = 'c1ient secret+/%';
const MAX_HOPS = 12;

/** What the provider says of one account beside its subject. */
export interface TestClaims {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
}

/** A real OpenID provider on loopback, with a browser that signs in at it. */
export class TestProvider {
  /** By subject, which is also what its holder types as user name. */
  readonly accounts = new Map<string, TestClaims>();
  readonly requests: string[] = [];
  private server = createServer();
  issuer = '';

  async start(redirectUri: string): Promise<this> {
    await this.listen(0);
    this.issuer = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    const provider = new Provider(this.issuer, {
      clients: [{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uris: [redirectUri], grant_types: ['authorization_code'] }],
      cookies: { keys: ['test'] },
      pkce: { required: () => true },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
      findAccount: (_context, accountId) => ({
        accountId,
        claims: () => Promise.resolve({ sub: accountId, ...this.accounts.get(accountId) }),
      }),
      features: { devInteractions: { enabled: true } },
    });
    const handle = provider.callback();
    this.answer = (request, response) => {
      this.requests.push(request.url ?? '');
      void handle(request, response);
    };
    this.server.on('request', this.answer);
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** At the same address as before. */
  async startAgain(): Promise<void> {
    this.server = createServer(this.answer);
    await this.listen(Number(new URL(this.issuer).port));
  }

  /** Goes to where the relay has sent the browser, signs in as `subject`, consents. Answers the URL that the provider sends it back to. */
  async signIn(url: string, subject: string): Promise<URL> {
    const cookies = new Map<string, string>();
    const back = new URL(new URL(url).searchParams.get('redirect_uri') ?? '').href;
    let here = url;
    for (let hop = 0; hop < MAX_HOPS; hop += 1) {
      const prompt = here.includes('/interaction/') ? await promptOf(here, cookies) : null;
      const form = prompt === null ? null : new URLSearchParams({ prompt, login: subject, password: 'any' });
      const answer = await browse(here, cookies, form);
      const location = answer.headers.get('location');
      if (!location) throw new Error(`no redirect from ${here}: ${answer.status} ${await answer.text()}`);
      here = new URL(location, here).href;
      if (here.startsWith(back)) return new URL(here);
    }
    throw new Error('signing in did not come to an end');
  }

  private answer: Parameters<typeof createServer>[1] & object = () => undefined;

  private async listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
  }
}

async function promptOf(url: string, cookies: Map<string, string>): Promise<string> {
  const page = await (await browse(url, cookies, null)).text();
  return /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
}

async function browse(url: string, cookies: Map<string, string>, form: URLSearchParams | null): Promise<Response> {
  const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
  const answer = await fetch(url, { headers: { cookie }, redirect: 'manual', ...(form && { method: 'POST', body: form }) });
  for (const line of answer.headers.getSetCookie()) {
    const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split(/=(.*)/s);
    if (value === '') cookies.delete(name);
    else cookies.set(name, value);
  }
  return answer;
}
