import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPlugin } from '@posthorn/plugin-sdk/testing';
import { httpPlugin } from './http.plugin.js';
import { closeReceivers, receiver } from './testing/receiver.js';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../../outbound/fixtures', name), 'utf8');
const ca = fixture('server.cert.pem');
const ONE = { cert: fixture('client-one.cert.pem'), key: fixture('client-one.key.pem') };
const TWO = { cert: fixture('client-two.cert.pem'), key: fixture('client-two.key.pem') };
const SERVER = { cert: ca, key: fixture('server.key.pem'), requestCert: true, rejectUnauthorized: true, ca: [ONE.cert, TWO.cert] };

afterEach(closeReceivers);

it('trusts the destination\u2019s own authority and shows its certificate, also of an encrypted key', async () => {
  const { url, received } = await receiver(undefined, SERVER);
  const deliver = (tls: object | undefined, secrets: object) =>
    runPlugin(httpPlugin, { config: { url, signing: 'none', ...(tls ? { tls } : {}) }, secrets });
  const common = { ca, serverName: 'mail.example' };
  expect(await deliver({ ...common, cert: ONE.cert }, { clientKey: ONE.key })).toMatchObject({ outcome: 'delivered' });
  expect(await deliver({ ...common, cert: TWO.cert }, { clientKey: TWO.key, clientKeyPassphrase: 'sesame' })).toMatchObject({
    outcome: 'delivered',
  });
  expect(received.map(({ subject }) => subject)).toEqual(['client-one', 'client-two']);
  expect(await deliver({ ...common }, {})).toMatchObject({ outcome: 'retry' });
  expect(await deliver(undefined, {})).toMatchObject({ outcome: 'retry' });
  expect(received).toHaveLength(2);
});

it.each([
  ['an authority that is none', { ca: 'not PEM' }, {}, 'config.tls.ca', 'config.tls.ca'],
  ['a certificate without its key', { cert: ONE.cert }, {}, 'secrets.clientKey', 'needs its key'],
  ['a key without its certificate', {}, { clientKey: ONE.key }, 'config.tls.cert', 'needs its certificate'],
  [
    'the key of another certificate',
    { cert: ONE.cert },
    { clientKey: fixture('server.key.pem') },
    'secrets.clientKey',
    'another certificate',
  ],
  ['an encrypted key without its passphrase', { cert: TWO.cert }, { clientKey: TWO.key }, 'secrets.clientKey', 'passphrase'],
  ['no host name', { serverName: 'a b' }, {}, 'config.tls.serverName', 'host name'],
])('%s is told when it is written, without the key', (_what, tls, secrets, field, message) => {
  const config = httpPlugin.configSchema.parse({ url: 'https://example.com', tls });
  const faults = httpPlugin.validate?.(config, Object.keys(secrets), httpPlugin.secretsSchema.parse(secrets)) ?? [];
  expect(faults).toContainEqual(expect.objectContaining({ field, code: 'invalid' }));
  expect(JSON.stringify(faults)).not.toContain('PRIVATE KEY');
  if (!message.startsWith('config')) expect(JSON.stringify(faults)).toContain(message);
});
