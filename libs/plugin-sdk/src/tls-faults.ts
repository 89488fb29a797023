import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { OutboundTls } from '@posthorn/contracts';

/** What is wrong with a part of {@link OutboundTls}, to be put behind the name of the configuration's field. */
export interface TlsFault {
  readonly field: keyof OutboundTls;
  readonly message: string;
}

/** Whatever is longer is no chain of certificates; a plugin's config says so in its schema. */
export const MAX_PEM_CHARS = 262_144;

/**
 * Judges certificates and keys when they are configured, so that nobody learns at the first delivery that they do not fit: PEM that is none, a
 * certificate without its key, a key of another certificate or under another passphrase. Quotes none of them. Expired certificates
 * pass: whether they hold is for the other side to say.
 */
export function tlsFaults(tls: OutboundTls): readonly TlsFault[] {
  const faults: TlsFault[] = [];
  const add = (field: keyof OutboundTls, message: string) => faults.push({ field, message });
  if (tls.ca !== undefined && certificates(tls.ca) === null) add('ca', 'These are not certificates in PEM.');
  const chain = tls.cert === undefined ? undefined : certificates(tls.cert);
  if (chain === null) add('cert', 'This is not a certificate in PEM.');
  if (tls.cert !== undefined && tls.key === undefined) add('key', 'A certificate needs its key.');
  if (tls.key !== undefined && tls.cert === undefined) add('cert', 'A key needs its certificate.');
  const key = tls.key === undefined ? undefined : privateKey(tls.key, tls.passphrase);
  if (key === null) add('key', 'This is not a private key in PEM, or the passphrase does not open it.');
  if (key && chain?.[0] && !chain[0].checkPrivateKey(key)) add('key', 'The key belongs to another certificate.');
  if (tls.passphrase !== undefined && tls.key === undefined) add('passphrase', 'A passphrase needs a key.');
  if (tls.serverName !== undefined && !/^(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/i.test(tls.serverName))
    add('serverName', 'This is not a host name.');
  return faults;
}

function certificates(pem: string): readonly X509Certificate[] | null {
  if (pem.length > MAX_PEM_CHARS) return null;
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.length === 0 ? null : blocks.map((block) => new X509Certificate(block));
  } catch {
    return null;
  }
}

function privateKey(pem: string, passphrase: string | undefined) {
  if (pem.length > MAX_PEM_CHARS) return null;
  try {
    return createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    return null;
  }
}
