import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import request from 'supertest';
import { TestRelay } from './testing/test-relay.js';

it('an invitation goes out by the mail server of the environment, and its link leads to a page and lets its reader in', async () => {
  const mails: Buffer[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      stream.on('data', (chunk: Buffer) => mails.push(chunk));
      stream.on('end', () => done(null));
    },
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.server.address() as AddressInfo;
  const relay = await TestRelay.start({ POSTHORN_SMTP_URL: `smtp://127.0.0.1:${port}` });
  try {
    const made = await relay.api('post', 'invitations').send({ email: 'ada@example.com', role: 'viewer' });
    expect([made.status, made.body]).toMatchObject([201, { mail: 'sent' }]);
    const mail = await PostalMime.parse(Buffer.concat(mails));
    const link = new URL(/https?:\S+/.exec(mail.text ?? '')?.[0] ?? '');
    expect([link.origin, mail.to?.[0]?.address]).toEqual([relay.url, 'ada@example.com']);
    const page = await request(relay.url).get(link.pathname);
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; .*script-src 'sha256-/);
    const password = 'a password of my own';
    const accepted = await request(relay.url)
      .post(link.pathname)
      .send({ token: link.hash.slice(1), password });
    expect([accepted.status, accepted.body]).toMatchObject([201, { email: 'ada@example.com', project: 'default' }]);
    const signedIn = await request(relay.url).post('/api/v1/auth/tokens').send({ email: 'ada@example.com', password });
    expect(signedIn.status).toBe(201);
  } finally {
    await relay.stop();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
});
