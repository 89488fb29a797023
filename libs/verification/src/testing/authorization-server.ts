import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export const CLIENT = { id: 'pet:store', secret: 'c1ient secret+/%' };
const REDIRECT_URI = 'http://127.0.0.1/callback';
export const SCOPES = 'read:orders write:orders';

/** A real OAuth 2.0 authorization server on loopback. Tokens for `https://jwt.example` are JWTs, those for `https://opaque.example` are opaque. */
export class AuthorizationServer {
  readonly requests: string[] = [];
  private readonly server = createServer();
  issuer = '';

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.issuer = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    const handle = createProvider(this.issuer).callback();
    this.server.on('request', (request, response) => {
      this.requests.push(request.url ?? '');
      void handle(request, response);
    });
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  count(path: string): number {
    return this.requests.filter((url) => url === path).length;
  }

  /** The authorization-code flow with PKCE as a browser and a client go through it: sign in, consent, exchange. */
  async obtainTokens(resource: string, scope = SCOPES): Promise<{ access_token: string; id_token: string }> {
    const verifier = randomBytes(32).toString('base64url');
    const query = new URLSearchParams({
      client_id: CLIENT.id,
      response_type: 'code',
      redirect_uri: REDIRECT_URI,
      scope: `openid ${scope}`,
      resource,
      nonce: 'n-1',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    const code = await this.authorize(`${this.issuer}/auth?${query.toString()}`);
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      code_verifier: verifier,
      resource,
    });
    const answer = await this.post('/token', body);
    return (await answer.json()) as { access_token: string; id_token: string };
  }

  async revoke(token: string): Promise<void> {
    await this.post('/token/revocation', new URLSearchParams({ token }));
  }

  private post(path: string, body: URLSearchParams): Promise<Response> {
    const credentials = [CLIENT.id, CLIENT.secret].map(encodeURIComponent).join(':');
    return fetch(this.issuer + path, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
      body,
    });
  }

  private async authorize(start: string): Promise<string> {
    const cookies = new Map<string, string>();
    let url = start;
    for (let hop = 0; hop < 12; hop += 1) {
      const prompt = url.includes('/interaction/') ? await this.promptOf(url, cookies) : null;
      const form = prompt === null ? null : new URLSearchParams({ prompt, login: 'kylekinh', password: 'any' });
      const answer = await this.browse(url, cookies, form);
      const location = answer.headers.get('location');
      if (!location) throw new Error(`No redirect from ${url}: ${answer.status} ${await answer.text()}`);
      url = new URL(location, url).href;
      if (url.startsWith(REDIRECT_URI)) return new URL(url).searchParams.get('code') ?? '';
    }
    throw new Error('The authorization did not come to an end.');
  }

  private async promptOf(url: string, cookies: Map<string, string>): Promise<string> {
    const page = await (await this.browse(url, cookies, null)).text();
    return /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
  }

  private async browse(url: string, cookies: Map<string, string>, form: URLSearchParams | null): Promise<Response> {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(url, { headers: { cookie }, redirect: 'manual', ...(form && { method: 'POST', body: form }) });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split(/=(.*)/s);
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  }
}

function createProvider(issuer: string): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [REDIRECT_URI],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['test'] },
    pkce: { required: () => true },
    scopes: ['openid', ...SCOPES.split(' ')],
    features: {
      devInteractions: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, resource) => ({
          scope: SCOPES,
          accessTokenFormat: resource.includes('jwt') ? 'jwt' : 'opaque',
          accessTokenTTL: 3600,
        }),
      },
    },
  });
}
