import { AdminApi } from './admin-api.js';
import { answerJson, type LoopbackServer, readBody, startLoopbackServer } from './loopback-server.js';

const DELIVERY = { eventId: 'evt_1', destinationId: 'dst_1', status: 'delivered', attemptCount: 1, reason: null };

describe('the admin API client', () => {
  let server: LoopbackServer;
  beforeEach(async () => {
    server = await startLoopbackServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://relay');
      if (pathname === '/api/v1/auth/tokens') {
        const { password } = JSON.parse((await readBody(request)).toString('utf8')) as { password: string };
        if (password === 'right') return answerJson(response, 201, { accessToken: 'token' });
        return answerJson(response, 401, { title: 'Not signed in', code: 'unauthenticated', status: 401 });
      }
      if (request.headers.authorization !== 'Bearer token') return answerJson(response, 401, {});
      if (pathname.endsWith('/sources')) {
        const errors = [{ field: 'verification.options.issuer', message: 'must be a URL', code: 'invalid' }];
        return answerJson(response, 422, { title: 'Invalid', code: 'invalid', detail: 'One field is at fault.', errors });
      }
      const second = searchParams.get('cursor') === 'a+b=';
      answerJson(response, 200, { data: [{ ...DELIVERY, id: second ? 'dlv_1' : 'dlv_2' }], nextCursor: second ? null : 'a+b=' });
    });
  });
  afterEach(() => server.close());

  const signIn = (password = 'right') => AdminApi.signIn(server.url, 'demo@petstore.example', password);

  it('follows a list to its last page', async () => {
    expect((await (await signIn()).deliveries('evt_1')).map(({ id }) => id)).toEqual(['dlv_2', 'dlv_1']);
  });

  it('says which field of what it asked for is at fault', async () => {
    const api = await signIn();
    await expect(api.createSource({ name: 'S', verification: { provider: 'jwt' } })).rejects.toThrow(
      /POST \/api\/v1\/projects\/default\/sources: 422 Invalid \(invalid\) One field is at fault\.\n\s+verification\.options\.issuer: must be a URL \(invalid\)/,
    );
  });

  it('says that the password is wrong', async () => {
    await expect(signIn('wrong')).rejects.toThrow(/401 Not signed in/);
  });
});
