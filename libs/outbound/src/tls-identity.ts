import { createHash, X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { OutboundError, type OutboundTls } from '@posthorn/contracts';

/** What a connection trusts and shows, ready for use: reading PEM costs milliseconds, so it is done once for many connections. */
export interface TlsIdentity {
  readonly secureContext: SecureContext;
  readonly serverName: string | undefined;
}

/** Two requests whose keys differ never share a connection. A digest, so that no table holds private keys. */
export function tlsKey(tls: OutboundTls | undefined): string {
  if (tls === undefined) return '';
  const parts = [tls.ca, tls.cert, tls.key, tls.passphrase, tls.serverName].map((part) => part ?? null);
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}

/** Throws `OutboundError` (`invalid-request`) for what OpenSSL cannot use; no part of it is in the message. */
export function tlsIdentity({ ca, cert, key, passphrase, serverName }: OutboundTls): TlsIdentity {
  if ((cert === undefined) !== (key === undefined)) throw unusable('a certificate and its key go together');
  try {
    if (ca !== undefined) requireCertificates(ca);
    return { secureContext: createSecureContext({ ca, cert, key, passphrase }), serverName };
  } catch (cause) {
    throw unusable(opensslReason(cause));
  }
}

/** OpenSSL takes what it cannot read for no authority at all, and then nothing is trusted without anybody being told why. */
function requireCertificates(pem: string): void {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new TypeError('There is no certificate');
  for (const block of blocks) new X509Certificate(block);
}

/** OpenSSL's words for it: constant sentences such as "key values mismatch". */
function opensslReason(cause: unknown): string {
  const reason = cause instanceof Object && 'reason' in cause ? cause.reason : undefined;
  return typeof reason === 'string' ? reason : 'it is not PEM';
}

const unusable = (why: string) => new OutboundError('invalid-request', `The certificates of the destination cannot be used: ${why}`);
