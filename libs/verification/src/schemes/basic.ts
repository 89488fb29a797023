import { z } from 'zod';
import { afterScheme } from '../authorization.js';
import { defineScheme } from '../define-scheme.js';
import { headerValues } from '../request-headers.js';
import { compileStaticCredential, onlyValue, type StaticCredential } from '../static-credential.js';
import { decodeStrict } from '../strict-encoding.js';
import { refuse } from '../verdicts.js';

/** RFC 7617 in UTF-8; user and password are compared together, as the bytes that came. */
export const basicCredential: StaticCredential = {
  credentials: { headers: ['authorization'], query: [] },
  challenge: 'Basic realm="posthorn"',
  read(request) {
    const value = onlyValue(headerValues(request.headers, 'authorization'), 'The header authorization');
    if (typeof value !== 'string') return value;
    const encoded = afterScheme(value, 'basic');
    if (encoded === null) return refuse('credential-missing', 'The header authorization is not of the scheme Basic.');
    return decodeStrict(encoded, 'base64') ?? refuse('credential-mismatch', 'What follows Basic is not base64.');
  },
  secretFault: (value) => (value.includes(':') ? null : 'The secret must be user:password.'),
};

export const basic = defineScheme({
  name: 'basic',
  title: 'Basic authentication',
  guide: {
    secret: 'user:password, as the sender sends it.',
    setup: ['Give user name and password in the webhook URL or in the fields that the sender has for them.'],
  },
  options: z.strictObject({}),
  compile: (_none, secrets, environment) => compileStaticCredential(basicCredential, secrets, environment.clock),
  sign: (_none, input) => ({
    ...input,
    headers: [...input.headers, ['authorization', `Basic ${Buffer.from(input.secret).toString('base64')}`]],
  }),
});
