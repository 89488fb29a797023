import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutboundTls } from '@posthorn/contracts';
import { tlsFaults } from './tls-faults.js';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../outbound/fixtures', name), 'utf8');
const ca = fixture('server.cert.pem');
const ONE = { cert: fixture('client-one.cert.pem'), key: fixture('client-one.key.pem') };
const TWO = { cert: fixture('client-two.cert.pem'), key: fixture('client-two.key.pem') };

it.each<[what: string, tls: OutboundTls, fields: (keyof OutboundTls)[]]>([
  ['nothing', {}, []],
  ['an authority', { ca }, []],
  ['several authorities', { ca: `# ours\n${ca}\n${ONE.cert}` }, []],
  ['a certificate and its key', ONE, []],
  ['a chain and its key', { ...ONE, cert: `${ONE.cert}${ca}` }, []],
  ['an encrypted key', { ...TWO, passphrase: 'sesame' }, []],
  ['another name', { serverName: 'mail.example' }, []],
  ['an authority that is no PEM', { ca: 'hello' }, ['ca']],
  ['one bad authority of two', { ca: `${ca}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----` }, ['ca']],
  ['a key for an authority', { ca: ONE.key }, ['ca']],
  ['a certificate without its key', { cert: ONE.cert }, ['key']],
  ['a key without its certificate', { key: ONE.key }, ['cert']],
  ['a key of another certificate', { cert: TWO.cert, key: ONE.key }, ['key']],
  ['a key in place of the certificate', { cert: ONE.key, key: ONE.key }, ['cert']],
  ['a locked key', TWO, ['key']],
  ['a key under another passphrase', { ...TWO, passphrase: 'open-barley' }, ['key']],
  ['a passphrase for nothing', { passphrase: 'sesame' }, ['passphrase']],
  ['a name that is none', { serverName: 'https://mail.example' }, ['serverName']],
  ['a novel', { ca: ca.repeat(1_000) }, ['ca']],
])('%s', (_what, tls, fields) => {
  const faults = tlsFaults(tls);
  expect(faults.map(({ field }) => field)).toEqual(fields);
  expect(JSON.stringify(faults)).not.toMatch(/BEGIN|sesame|barley|hello/);
});
