import { afterScheme } from '../authorization.js';
import { headerValues } from '../request-headers.js';
import { refuse } from '../verdicts.js';
import type { InboundRequest, Refused } from '../verifier.js';

/** Bytes of a token that are looked at: nobody's access token is longer, and each byte costs a hash or a signature check. */
export const MAX_TOKEN_BYTES = 16_384;

/** `b64token` of RFC 6750 section 2.1; a JWT is one, too. */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

/** The token in a header, or the refusal. `bareAllowed`: it may stand there without the word `Bearer`. */
export function readToken(request: InboundRequest, header: string, bareAllowed: boolean): string | Refused {
  const values = headerValues(request.headers, header);
  if (values.length > 1) return refuse('token-invalid', `The header ${header} came ${values.length} times.`);
  const value = values[0];
  if (!value) return refuse('token-missing', `The header ${header} is missing or empty.`);
  const token = afterScheme(value, 'bearer') ?? (bareAllowed && !value.includes(' ') ? value : null);
  if (token === null || token.toLowerCase() === 'bearer') return refuse('token-missing', `The header ${header} holds no bearer token.`);
  if (token.length > MAX_TOKEN_BYTES) return refuse('token-invalid', `The token is longer than ${MAX_TOKEN_BYTES} bytes.`);
  return TOKEN.test(token) ? token : refuse('token-invalid', 'The token has characters that no token has (RFC 6750 section 2.1).');
}
