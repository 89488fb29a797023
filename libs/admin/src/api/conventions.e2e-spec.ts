import request from 'supertest';
import { EMAIL, PASSWORD, startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

describe('the conventions of the admin API', () => {
  let admin: TestAdmin;
  let authorization: string;
  beforeAll(async () => {
    admin = await startTestAdmin();
    const { body } = await admin.send('post', 'auth/tokens', { email: EMAIL, password: PASSWORD }, { authorization: '' });
    authorization = `Bearer ${(body as { accessToken: string }).accessToken}`;
  });
  afterAll(() => admin.close());

  const sources = '/api/v1/projects/default/sources';
  const server = () => request(admin.app.getHttpServer());

  it('HEAD answers as GET does, without the body', async () => {
    const answer = await server().head(sources).set({ authorization });
    expect([answer.status, answer.type, answer.text ?? '']).toEqual([200, 'application/json', '']);
    expect((await server().head(sources)).status).toBe(401);
  });

  it.each(['put', 'options'] as const)('%s is 405, with the methods that there are', async (method) => {
    const answer = await server()[method](sources).set({ authorization });
    expect([answer.status, answer.type, answer.headers['allow']]).toEqual([405, 'application/problem+json', 'GET, HEAD, POST']);
  });

  it.each([
    ['a body over 1 MiB', 'application/json', `"${'x'.repeat(1_100_000)}"`, 413, 'payload-too-large'],
    ['what is not JSON', 'application/xml', '<a/>', 415, 'unsupported-media-type'],
    ['broken JSON', 'application/json', '{"a":', 400, 'malformed'],
    ['null', 'application/json', 'null', 422, 'invalid'],
  ])('%s is a problem with its code', async (_case, type, body, status, code) => {
    const answer = await server()
      .post(sources)
      .set({ authorization, 'content-type': type })
      .serialize((text: unknown) => text as string)
      .send(body);
    expect([answer.status, answer.type, (answer.body as { code: string }).code]).toEqual([status, 'application/problem+json', code]);
  });

  it('every answer to somebody who is signed in says what is left of the limit, and names the request', async () => {
    const answers = await Promise.all([
      server().get(sources).set({ authorization }),
      server().get(`${sources}/nonsense`).set({ authorization }),
      server().post(sources).set({ authorization }).send({}),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 422]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({ 'ratelimit-limit': '6000', 'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) });
      expect(Number(headers['ratelimit-remaining'])).toBeLessThan(6_000);
    }
  });

  it('null is no body, not even where every field is optional', async () => {
    const answer = await server()
      .post('/api/v1/projects/default/refusals/accept')
      .set({ authorization, 'content-type': 'application/json' })
      .serialize((text: unknown) => text as string)
      .send('null');
    expect(answer.status).toBe(422);
  });

  it.each(['2020-W01-1', '2020-02-30T00:00:00Z', 'yesterday'])('%s is no time, and 422', async (time) => {
    const answer = await admin.call('get', `events?from=${time}`);
    expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ field: 'from' }] }]);
  });
});
