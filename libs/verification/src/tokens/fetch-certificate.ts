import { X509Certificate, type KeyObject } from 'node:crypto';
import type { VerifierEnvironment } from '../verifier.js';
import { AuthorizationServerError, fetchAnswer } from './fetch-json.js';

/** The public key of the first certificate of a PEM chain, within its time. Throws {@link AuthorizationServerError}. */
export async function fetchCertificateKey(url: string, { fetch, clock }: VerifierEnvironment): Promise<KeyObject> {
  const response = await fetchAnswer(fetch, { url });
  if (response.status !== 200) throw new AuthorizationServerError(`${url} answered ${response.status}.`);
  const certificate = readCertificate(response.body);
  if (!certificate) throw new AuthorizationServerError(`${url} did not answer with a certificate.`);
  const nowMs = clock.now();
  if (Date.parse(certificate.validFrom) > nowMs || Date.parse(certificate.validTo) < nowMs)
    throw new AuthorizationServerError(`The certificate of ${url} is out of its time.`);
  return certificate.publicKey;
}

function readCertificate(pem: Buffer): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    return null;
  }
}
