import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AdminApiError } from './admin-api.error.js';
import { createPosthornClient, dataOf, everyItem, signIn } from './posthorn-client.js';

describe('the client of the admin API', () => {
  let server: Server;
  let url: string;
  const asked: { readonly path: string; readonly authorization: string | undefined }[] = [];
  beforeEach(async () => {
    asked.length = 0;
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://relay');
      asked.push({ path: pathname, authorization: request.headers.authorization });
      const answer = (status: number, body: object, type = 'application/json'): void => {
        response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
      };
      if (pathname === '/api/v1/auth/me') return; // Never answers.
      if (pathname === '/api/v1/auth/tokens') return answer(201, { accessToken: 'token' });
      if (pathname === '/api/v1/plugins') return void response.writeHead(502).end('<h1>Bad Gateway</h1>');
      if (request.method === 'POST') {
        const errors = [{ field: 'verification.options.issuer', message: 'must be a URL', code: 'invalid' }];
        return answer(422, { title: 'Invalid', code: 'invalid', detail: 'One field is at fault.', errors }, 'application/problem+json');
      }
      const isSecond = searchParams.get('cursor') === 'a+b=';
      answer(200, { data: [{ id: isSecond ? 'dlv_1' : 'dlv_2' }], nextCursor: isSecond ? null : 'a+b=' });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const failure = async (asking: Promise<unknown>): Promise<AdminApiError> => {
    const thrown: unknown = await asking.then(
      () => null,
      (error: unknown) => error,
    );
    if (!(thrown instanceof AdminApiError)) throw new Error(`not refused: ${String(thrown)}`);
    return thrown;
  };

  it('signs in, and shows its token from then on', async () => {
    const client = await signIn({ url: `${url}/` }, 'me@example.com', 'a password');
    await client.GET('/api/v1/projects');
    expect(asked).toEqual([
      { path: '/api/v1/auth/tokens', authorization: undefined },
      { path: '/api/v1/projects', authorization: 'Bearer token' },
    ]);
  });

  it('follows a list to its last page', async () => {
    const client = createPosthornClient({ url, token: 'phk_1' });
    const ids = [];
    const path = { project: 'default' };
    const load = (cursor?: string) =>
      client.GET('/api/v1/projects/{project}/deliveries', { params: { path, query: cursor === undefined ? {} : { cursor } } });
    for await (const { id } of everyItem(load)) ids.push(id);
    expect(ids).toEqual(['dlv_2', 'dlv_1']);
  });

  it('throws what the relay said, with the field at fault', async () => {
    const body = { name: 'S', verification: { provider: 'jwt' } };
    const params = { path: { project: 'default' } };
    const error = await failure(createPosthornClient({ url }).POST('/api/v1/projects/{project}/sources', { params, body }));
    expect(error).toMatchObject({ status: 422, code: 'invalid', errors: [{ field: 'verification.options.issuer' }] });
    expect(error.message).toBe(
      'POST /api/v1/projects/default/sources: 422 Invalid (invalid) One field is at fault.\n' +
        '    verification.options.issuer: must be a URL (invalid)',
    );
  });

  it('throws what something in between said', async () => {
    const error = await failure(dataOf(createPosthornClient({ url }).GET('/api/v1/plugins')));
    expect([error.message, error.code]).toEqual(['GET /api/v1/plugins: 502 <h1>Bad Gateway</h1>', '']);
  });

  it('gives up after its time', async () => {
    await expect(createPosthornClient({ url, timeoutMs: 50 }).GET('/api/v1/auth/me')).rejects.toThrow(/timeout/);
  });
});
