import { OutboundError, type OutboundErrorCode } from '@posthorn/contracts';

const TIMEOUT_CODES: ReadonlySet<string> = new Set([
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
/** OpenSSL's and Node's names for a certificate or handshake that does not hold (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const TLS_CODE =
  /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|EPROTO$)/;

/** What went wrong below, in the relay's words. Codes, never a stack: operators of a project see the message. */
export function toOutboundError(cause: unknown, host: string): OutboundError {
  if (cause instanceof OutboundError) return cause;
  const code = errorCode(cause);
  const kind = failureKind(code);
  return new OutboundError(kind, `${SENTENCE[kind]} ${host}${code === '' ? '' : ` (${code})`}`, { cause });
}

const SENTENCE: Record<Exclude<OutboundErrorCode, 'aborted' | 'address-not-allowed' | 'invalid-url'>, string> = {
  'invalid-request': 'The request cannot be written as HTTP for',
  network: 'No answer from',
  timeout: 'No connection in time to',
  tls: 'No trusted TLS connection to',
};

function failureKind(code: string): keyof typeof SENTENCE {
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED') return 'invalid-request';
  if (isTimeoutCode(code)) return 'timeout';
  return TLS_CODE.test(code) ? 'tls' : 'network';
}

export const isTimeoutCode = (code: string): boolean => TIMEOUT_CODES.has(code);

/**
 * The code of an error, of the first of several (happy eyeballs tries every address), or of its cause. By shape rather than by class:
 * Node's own errors are of another realm inside a test runner or a `vm`.
 */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('errors' in error && Array.isArray(error.errors)) return errorCode(error.errors[0]);
  return 'cause' in error ? errorCode(error.cause) : '';
}
