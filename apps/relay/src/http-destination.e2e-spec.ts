import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import Provider from 'oidc-provider';
import { RecordingServer, type Arrival } from './testing/recording-server.js';
import { TestRelay, type Json } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

let relay: TestRelay;
let receiver: RecordingServer;
const closers: (() => unknown)[] = [];

beforeAll(async () => {
  relay = await TestRelay.start();
});
beforeEach(async () => {
  receiver = await RecordingServer.start();
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await receiver.close();
});
afterAll(() => relay.stop());

async function listen(server: Server): Promise<string> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The end of the only delivery of an event. */
async function ended(slug: string, body: object): Promise<Json> {
  const { headers } = await relay.send(slug, JSON.stringify(body)).expect(200);
  return waitUntil('the end of the delivery', async () => {
    const [delivery] = await relay.list(`deliveries?eventId=${String(headers['posthorn-event-id'])}`);
    return delivery && ['delivered', 'failed'].includes(String(delivery['status'])) ? delivery : undefined;
  });
}

describe('the Pet Store\u2019s callback', () => {
  const ORDER = { amount: '738.05', currency: 'USD', timestamp: '1758613403' };
  const config = { urlFrom: { from: 'body', path: 'callbackUrl' }, allowedHosts: ['127.0.0.1', '*.example.com'] };

  it('goes to the address that the order names, if the destination lists its host, and a 410 there ends this delivery only', async () => {
    const { destination } = await relay.connect('callback', '', { destination: { config } });
    const callbackUrl = `${receiver.url}/orders/1312312`;
    expect(await ended('callback', { ...ORDER, callbackUrl })).toMatchObject({ status: 'delivered' });
    expect(receiver.arrivals).toMatchObject([
      { method: 'POST', url: '/hook/orders/1312312', body: Buffer.from(JSON.stringify({ ...ORDER, callbackUrl })) },
    ]);

    const refused = await ended('callback', { ...ORDER, callbackUrl: 'https://example.com.evil.test/callbacks' });
    expect(refused).toMatchObject({ status: 'failed', reason: 'host-not-allowed' });
    const [attempt] = await relay.list(`deliveries/${refused.id}/attempts`);
    expect(attempt).toMatchObject({
      request: null,
      error: 'The event names the host example.com.evil.test, which config.allowedHosts does not list.',
    });
    expect(await ended('callback', ORDER)).toMatchObject({ status: 'failed', reason: 'url-missing' });

    receiver.answerWith(410);
    expect(await ended('callback', { ...ORDER, callbackUrl })).toMatchObject({ status: 'failed', reason: 'gone' });
    expect(await relay.get(`destinations/${destination.id}`)).toMatchObject({ status: 'enabled' });
    receiver.answerWith(200);
    expect(await ended('callback', { ...ORDER, callbackUrl })).toMatchObject({ status: 'delivered' });
  });

  it('G9: an inner address can neither be listed nor be reached by an event that names it', async () => {
    const inner = { ...config, allowedHosts: ['*.example.com', '169.254.169.254'] };
    const answer = await relay.api('post', 'destinations').send({ name: 'd', plugin: 'http', config: inner });
    expect(answer.body).toMatchObject({ status: 422, errors: [{ field: 'config.allowedHosts.1', code: 'address-not-allowed' }] });
    // Below a listed domain, a name is judged when the event comes.
    await relay.connect('inside', '', { destination: { config: { ...config, allowedHosts: ['*.google.internal'] } } });
    const delivery = await ended('inside', { callbackUrl: 'http://metadata.google.internal/computeMetadata/v1/' });
    expect(delivery).toMatchObject({ status: 'failed', reason: 'address-not-allowed' });
  });
});

describe('OAuth 2.0 client credentials', () => {
  const SECRET = 'cl1ent secret+/%';

  async function authorizationServer() {
    const server = createServer();
    const host = await listen(server);
    const provider = new Provider(`http://${host}`, {
      clients: [
        { client_id: 'pet:relay', client_secret: SECRET, grant_types: ['client_credentials'], redirect_uris: [], response_types: [] },
      ],
      scopes: ['hooks:write'],
      features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    });
    const handle = provider.callback();
    let asked = 0;
    server.on('request', (request, response) => {
      if (request.url === '/token') asked += 1;
      void handle(request, response);
    });
    return { provider, tokenUrl: `http://${host}/token`, asked: () => asked };
  }

  it('gets a token of a real authorization server once, for many deliveries, and another one when it has been revoked', async () => {
    const { provider, tokenUrl, asked } = await authorizationServer();
    receiver.answerWith(({ headers }, response) => {
      const token = headers.authorization?.replace(/^Bearer /, '') ?? '';
      void provider.ClientCredentials.find(token).then((found) =>
        response.writeHead(found?.scope === 'hooks:write' ? 200 : 401).end(token),
      );
    });
    const auth = { type: 'oauth2', tokenUrl, clientId: 'pet:relay', scope: 'hooks:write' };
    await relay.connect('oauth2', receiver.url, {
      destination: { config: { url: receiver.url, auth }, secrets: { clientSecret: SECRET } },
    });
    const first = await ended('oauth2', { event: 'a' });
    const more = await Promise.all(['b', 'c', 'd'].map((event) => ended('oauth2', { event })));
    expect([first, ...more].map(({ status }) => status)).toEqual(Array(4).fill('delivered'));
    expect(asked()).toBe(1);

    const token = String(receiver.arrivals[0]?.headers.authorization).replace(/^Bearer /, '');
    const kept = await relay.get(`deliveries/${first.id}/attempts`);
    expect(JSON.stringify(kept)).toContain('[redacted]');
    expect(JSON.stringify(kept)).not.toContain(token);

    await (await provider.ClientCredentials.find(token))?.destroy();
    const again = await ended('oauth2', { event: 'e' });
    expect(again).toMatchObject({ status: 'delivered', attemptCount: 1 });
    expect(asked()).toBe(2);
  });

  it('a wrong secret is seen in the attempt, and not shown there', async () => {
    const { tokenUrl } = await authorizationServer();
    const auth = { type: 'oauth2', tokenUrl, clientId: 'pet:relay' };
    const { id } = await relay.create('destinations', {
      name: 'd',
      plugin: 'http',
      config: { url: receiver.url, auth },
      secrets: { clientSecret: 'wrong-secret' },
    });
    const { body } = await relay.api('post', `destinations/${id}/test`).expect(200);
    expect(body).toMatchObject({
      outcome: 'retry',
      reason: 'oauth2-token-refused',
      response: { status: 401 },
      error: expect.stringContaining('invalid_client') as string,
    });
    expect(JSON.stringify(body)).not.toMatch(/wrong-secret|d3JvbmctC/);
    expect(receiver.arrivals).toEqual([]);
  });
});

describe('a signature by a key pair', () => {
  const verifies = (publicKey: string, { headers, body }: Arrival): boolean => {
    const x = Buffer.from(publicKey.replace(/^whpk_/, ''), 'base64').toString('base64url');
    const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
    const signed = Buffer.concat([Buffer.from(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.`), body]);
    const signatures = String(headers['webhook-signature'])
      .split(' ')
      .filter((one) => one.startsWith('v1a,'));
    return signatures.some((one) => verify(null, signed, key, Buffer.from(one.slice(4), 'base64')));
  };

  it('is verified with the public key that the destination shows, with the old one, too, until it expires', async () => {
    const config = { url: receiver.url, signatureVersion: 'v1a' };
    const { destination } = await relay.connect('keypair', '', { destination: { config } });
    expect(destination).toMatchObject({
      signingSecret: expect.stringMatching(/^whsk_/) as string,
      publicKeys: [expect.stringMatching(/^whpk_[A-Za-z0-9+/]{43}=$/)],
    });
    const [oldKey = ''] = destination['publicKeys'] as string[];
    await ended('keypair', { event: 'a' });
    const shown = await relay.get(`destinations/${destination.id}`);
    expect(shown['publicKeys']).toEqual([oldKey]);
    expect(JSON.stringify(shown)).not.toContain('whsk_');

    const rotate = async (body: object) => {
      const rotated = await relay.api('post', `destinations/${destination.id}/signing-secret/rotate`).send(body).expect(200);
      return rotated.body as { readonly signingSecret: string; readonly publicKeys: readonly string[] };
    };
    const {
      signingSecret,
      publicKeys: [newKey = ''],
    } = await rotate({});
    expect(signingSecret).toMatch(/^whsk_/);
    expect(newKey).not.toBe(oldKey);
    await ended('keypair', { event: 'b' });
    const [first, second] = receiver.arrivals;
    if (!first || !second) throw new Error('two should have arrived');
    const known = [oldKey, newKey];
    expect([first, second].map((arrival) => known.map((key) => verifies(key, arrival)))).toEqual([
      [true, false],
      [true, true],
    ]);

    const again = await rotate({ expirePreviousInSeconds: 0 });
    await ended('keypair', { event: 'c' });
    const third = receiver.arrivals[2];
    expect(third && [oldKey, newKey, ...again.publicKeys].map((key) => verifies(key, third))).toEqual([true, false, true]);
  });

  it('a shared secret has no public key', async () => {
    expect((await relay.create('destinations', { name: 'd', plugin: 'http', config: { url: receiver.url } }))['publicKeys']).toEqual([]);
  });
});

describe('mutual TLS', () => {
  const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../../libs/outbound/fixtures', name), 'utf8');
  const ca = fixture('server.cert.pem');
  const ONE = { cert: fixture('client-one.cert.pem'), key: fixture('client-one.key.pem') };

  it('shows the destination\u2019s certificate to a server of its own authority', async () => {
    const subjects: string[] = [];
    const options = { cert: ca, key: fixture('server.key.pem'), requestCert: true, rejectUnauthorized: true, ca: [ONE.cert] };
    const server = createTlsServer(options, ({ socket }, response) => {
      subjects.push(socket instanceof TLSSocket ? String(socket.getPeerCertificate().subject?.CN) : 'no TLS');
      response.end('noted');
    });
    const url = `https://${await listen(server)}/`;
    const body = (tls: object, secrets: object = {}) => ({ name: 'd', plugin: 'http', config: { url, tls }, secrets });
    const outcome = async (destination: Json) => (await relay.api('post', `destinations/${destination.id}/test`).expect(200)).body as Json;

    const own = { ca, serverName: 'mail.example' };
    const destination = await relay.create('destinations', body({ ...own, cert: ONE.cert }, { clientKey: ONE.key }));
    expect(await outcome(destination)).toMatchObject({ outcome: 'delivered', response: { status: 200 } });
    expect(subjects).toEqual(['client-one']);
    expect(JSON.stringify(await relay.get(`destinations/${destination.id}`))).not.toContain('PRIVATE KEY');

    expect(await outcome(await relay.create('destinations', body(own)))).toMatchObject({ outcome: 'retry' });
    expect(
      await outcome(await relay.create('destinations', body({ serverName: 'mail.example', cert: ONE.cert }, { clientKey: ONE.key }))),
    ).toMatchObject({ outcome: 'retry', reason: 'tls' });
    expect(subjects).toEqual(['client-one']);
  });

  it.each([
    ['a key of another certificate', { cert: ONE.cert }, { clientKey: fixture('server.key.pem') }, 'secrets.clientKey'],
    ['a certificate without its key', { cert: ONE.cert }, {}, 'secrets.clientKey'],
    ['an authority that is none', { ca: '-----BEGIN NONSENSE-----' }, {}, 'config.tls.ca'],
  ])('%s is a 422, and no part of the key is in it', async (_what, tls, secrets, field) => {
    const { status, text, body } = await relay
      .api('post', 'destinations')
      .send({ name: 'd', plugin: 'http', config: { url: receiver.url, tls }, secrets });
    expect([status, body]).toEqual([422, expect.objectContaining({ errors: [expect.objectContaining({ field, code: 'invalid' })] })]);
    expect(text).not.toContain('PRIVATE KEY');
  });
});

it('connections to a destination are kept and used again', async () => {
  const ports = new Set<number | undefined>();
  const server = createServer(({ socket }, response) => {
    ports.add(socket.remotePort);
    response.end();
  });
  await relay.connect('kept', `http://${await listen(server)}/`);
  for (const event of ['a', 'b', 'c', 'd']) await ended('kept', { event });
  expect(ports.size).toBe(1);
});

it('every example of the OpenAPI document makes a destination', async () => {
  const { body } = await relay.root('get', 'openapi.json').expect(200);
  const { paths } = body as {
    paths: Record<string, { post?: { requestBody?: { content: Record<string, { examples?: Record<string, { value: object }> }> } } }>;
  };
  const examples = Object.values(
    paths['/api/v1/projects/{project}/destinations']?.post?.requestBody?.content['application/json']?.examples ?? {},
  );
  expect(examples.length).toBeGreaterThan(3);
  for (const { value } of examples)
    expect(await relay.create('destinations', value)).toMatchObject({ ...value, ...('secrets' in value ? { secrets: {} } : {}) });
});

it('a preview shows the request of a stored event, no credential, and asks nobody for a token', async () => {
  await relay.connect('previewed', receiver.url);
  const { eventId } = await ended('previewed', { event: 'payment.success', orderId: 'a/b', amount: 738.05 });
  const config = {
    url: `${receiver.url}/orders/{{ event.body.orderId }}`,
    body: { from: 'template', template: '{"amount": {{ event.body.amount | json }}}' },
    auth: { type: 'oauth2', tokenUrl: `${receiver.url}/token`, clientId: 'relay' },
  };
  const { id } = await relay.create('destinations', {
    name: 'd',
    plugin: 'http',
    config,
    secrets: { clientSecret: 'planted-client-secret' },
  });
  const arrived = receiver.arrivals.length;
  const preview = async (over: object = {}) => {
    const body = { eventId, config: { ...config, ...over } };
    const answer = await relay.api('post', `destinations/${id}/preview`).send(body).expect(200);
    const { parts } = answer.body as { parts: { name: string; data: string }[] };
    return Object.fromEntries(parts.map(({ name, data }) => [name, data]));
  };
  const shown = await preview();
  expect(shown).toMatchObject({ method: 'POST', url: `${receiver.url}/orders/a%2Fb`, body: '{"amount": 738.05}' });
  expect(shown['headers']).toMatch(/^authorization: \[redacted\]$/m);
  expect(await preview({ body: { from: 'path', path: 'none' } })).toEqual({ method: 'POST', failure: 'body-part-missing' });
  expect(receiver.arrivals.length).toBe(arrived);
});
