import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { RecordingServer } from './testing/recording-server.js';
import { TestRelay } from './testing/test-relay.js';

let relay: TestRelay;
let receiver: RecordingServer;
let proxy: Server;
const sockets: Socket[] = [];
/** What the proxy was asked for; it leads everything to the receiver, so that nothing leaves this machine. */
const asked: { readonly target: string; readonly credentials: string | undefined }[] = [];

beforeAll(async () => {
  receiver = await RecordingServer.start();
  proxy = createServer().on('connect', ({ url = '', headers }, socket: Socket) => {
    asked.push({ target: url, credentials: headers['proxy-authorization'] });
    const onward = connect(Number(new URL(receiver.url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    for (const one of [socket, onward]) sockets.push(one.on('error', () => undefined));
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  const { port } = proxy.address() as AddressInfo;
  relay = await TestRelay.start({ http_proxy: `relay:open-barley@127.0.0.1:${port}`, POSTHORN_ALLOWED_NETWORKS: '' });
});

afterAll(async () => {
  await relay.stop();
  for (const socket of sockets) socket.destroy();
  await new Promise((closed) => proxy.close(closed));
  await receiver.close();
});

const writing = (url: string) => relay.api('post', 'destinations').send({ name: 'd', plugin: 'http', config: { url } });

it('what is sent goes through the proxy that the environment names, its credentials with it and in no record', async () => {
  const { id } = await relay.create('destinations', { name: 'out', plugin: 'http', config: { url: 'http://8.8.8.8:8080/hook' } });
  const attempt = await relay.api('post', `destinations/${id}/test`).expect(200);
  expect(attempt.body).toMatchObject({ outcome: 'delivered', response: { status: 200, body: 'noted' } });
  const credentials = `Basic ${Buffer.from('relay:open-barley').toString('base64')}`;
  expect(asked).toEqual([{ target: '8.8.8.8:8080', credentials }]);
  expect(receiver.arrivals[0]?.headers.host).toBe('8.8.8.8:8080');
  expect(JSON.stringify([attempt.body, receiver.arrivals])).not.toMatch(/open-barley|cmVsYXk6/);
});

it('G9: no spelling of an inner address can be written into a destination', async () => {
  const urls = [
    ...['http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://127.1:8420/', 'http://①②⑦.0.0.1/', 'http://127。0。0。1/'],
    ...['http://[::ffff:7f00:1]/', 'http://[::7f00:1]/', 'http://[64:ff9b::a9fe:a9fe]/', 'http://[2002:7f00:1::]/', 'http://[5f00::1]/'],
    ...['http://localhost./', 'http://a.localhost/', 'http://169.254.169.254/', 'http://192.0.0.192/', 'http://metadata.google.internal/'],
    ...['http:\\\\127.0.0.1', 'http://127.0.0\t.1/', 'http://127.0.0.1\\@example.com/', 'http://%6cocalhost/'],
  ];
  const answers = await Promise.all(urls.map(async (url) => ({ url, answer: await writing(url) })));
  const errors = answers.map(({ url, answer }) => [url, answer.status, (answer.body as { errors?: object[] }).errors]);
  expect(errors).toEqual(urls.map((url) => [url, 422, [expect.objectContaining({ field: 'config.url', code: 'address-not-allowed' })]]));
});

it.each([
  'http://user@example.com/',
  'http://a..example/',
  'http://example.com:0/',
  'gopher://127.0.0.1/',
  'http://256.1.1.1/',
  'http://[::1%lo]/',
])('%j is no address for a destination', async (url) => {
  const { body } = await writing(url).expect(422);
  expect(body).toMatchObject({ errors: [{ field: 'config.url', code: 'invalid' }] });
});
