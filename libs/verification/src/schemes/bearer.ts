import { z } from 'zod';
import { afterScheme } from '../authorization.js';
import { defineScheme } from '../define-scheme.js';
import { headerValues } from '../request-headers.js';
import { compileStaticCredential, onlyValue, type StaticCredential } from '../static-credential.js';
import { refuse } from '../verdicts.js';

/** A fixed token in `Authorization: Bearer` (RFC 6750 section 2.1). */
const credential: StaticCredential = {
  credentials: { headers: ['authorization'], query: [] },
  challenge: 'Bearer',
  read(request) {
    const value = onlyValue(headerValues(request.headers, 'authorization'), 'The header authorization');
    if (typeof value !== 'string') return value;
    const token = afterScheme(value, 'bearer');
    // A raw header has one character a byte.
    return token === null
      ? refuse('credential-missing', 'The header authorization is not of the scheme Bearer.')
      : Buffer.from(token, 'latin1');
  },
  secretFault: (value) => (/^bearer /i.test(value) ? 'Give the token without the word Bearer.' : null),
};

export const bearer = defineScheme({
  name: 'bearer',
  title: 'Bearer token',
  guide: { secret: 'The token, without the word Bearer.', setup: ['Let the sender send the token in the header Authorization: Bearer.'] },
  options: z.strictObject({}),
  compile: (_none, secrets, environment) => compileStaticCredential(credential, secrets, environment.clock),
  sign: (_none, input) => ({ ...input, headers: [...input.headers, ['authorization', `Bearer ${input.secret}`]] }),
});
