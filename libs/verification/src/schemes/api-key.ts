import { z } from 'zod';
import { defineScheme } from '../define-scheme.js';
import { isHeaderName } from '../option-schemas.js';
import { headerValues } from '../request-headers.js';
import { compileStaticCredential, onlyValue, type StaticCredential } from '../static-credential.js';

const options = z
  .strictObject({ in: z.enum(['header', 'query']).default('header'), name: z.string().min(1).max(128).default('x-api-key') })
  .refine((parsed) => parsed.in === 'query' || isHeaderName(parsed.name), {
    path: ['name'],
    message: 'This is not the name of an HTTP header.',
  });

/** A fixed key in a header or a query parameter. */
export const apiKey = defineScheme({
  name: 'api-key',
  title: 'API key',
  guide: { secret: 'The key.', setup: ['Let the sender send the key in the header or query parameter that `in` and `name` say.'] },
  options,
  compile: (parsed, secrets, environment) =>
    compileStaticCredential(
      parsed.in === 'header' ? inHeader(parsed.name.toLowerCase()) : inQuery(parsed.name),
      secrets,
      environment.clock,
    ),
  sign(parsed, input) {
    if (parsed.in === 'header') return { ...input, headers: [...input.headers, [parsed.name.toLowerCase(), input.secret]] };
    const url = new URL(input.url);
    url.searchParams.append(parsed.name, input.secret);
    return { ...input, url: url.href };
  },
});

/** A credential that is the whole value of a header. */
export function inHeader(name: string): StaticCredential {
  return {
    credentials: { headers: [name], query: [] },
    challenge: null,
    read(request) {
      const value = onlyValue(headerValues(request.headers, name), `The header ${name}`);
      return typeof value === 'string' ? Buffer.from(value, 'latin1') : value;
    },
    secretFault: () => null,
  };
}

/** A credential in a query parameter. */
export function inQuery(name: string): StaticCredential {
  return {
    credentials: { headers: [], query: [...new Set([name, name.toLowerCase()])] },
    challenge: null,
    read(request) {
      const value = onlyValue(new URLSearchParams(request.query).getAll(name), `The query parameter ${name}`);
      return typeof value === 'string' ? Buffer.from(value) : value;
    },
    secretFault: () => null,
  };
}
