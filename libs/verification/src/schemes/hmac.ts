import { z } from 'zod';
import { defineScheme } from '../define-scheme.js';
import { headerNameOption, signedUrlOption, toleranceOption } from '../option-schemas.js';
import { compileRecipe } from '../signature/compile-recipe.js';
import { HMAC_ALGORITHMS, SECRET_ENCODINGS, SEPARATORS, type SignatureRecipe } from '../signature/recipe.js';
import { signRecipe } from '../signature/sign-recipe.js';
import { TIMESTAMP_UNITS, type TimestampRecipe } from '../signature/signing-time.js';
import { BINARY_ENCODINGS } from '../strict-encoding.js';

const fieldName = z.string().regex(/^[A-Za-z0-9_.-]{1,32}$/, 'This is not the name of a field.');

const options = z
  .strictObject({
    header: z
      .union([headerNameOption(), z.array(headerNameOption()).min(1).max(8)])
      .describe('Where the signature stands; of several any will do'),
    algorithm: z.enum(HMAC_ALGORITHMS).default('sha256'),
    encoding: z.enum(BINARY_ENCODINGS).default('hex'),
    prefix: z.string().max(64).default('').describe('Stands before the signature, for example sha256='),
    prefixOptional: z.boolean().default(false).describe('The prefix may be left out'),
    separator: z.enum(SEPARATORS).optional().describe('Divides several signatures, or the fields, in one header'),
    signatureField: fieldName.optional().describe('The header is a list such as t=1,v1=ab, and each value of this name is a signature'),
    signedContent: z
      .string()
      .max(1024)
      .refine(
        (template) => template.includes('{body}') || template.includes('{form:'),
        'Without {body} or {form:name} anybody could change the body of a signed request.',
      )
      .default('{body}')
      .describe('What is signed: text with {body}, {timestamp}, {id}, {url}, {method}, {header:name}, {form:name} in it'),
    url: signedUrlOption(),
    timestampHeader: headerNameOption().optional().describe('The header that holds the time'),
    timestampField: fieldName.optional().describe('The field beside signatureField that holds the time'),
    timestampPath: z.string().min(1).max(128).optional().describe('The dotted path of the time in the JSON body'),
    timestampUnit: z.enum(TIMESTAMP_UNITS).default('s'),
    toleranceSeconds: toleranceOption(),
    idHeader: headerNameOption().optional().describe('The header that holds the external id; must be there'),
    secretEncoding: z.enum(SECRET_ENCODINGS).default('utf8'),
    secretPrefix: z.string().min(1).max(32).optional().describe('Taken off the secret before it is decoded'),
  })
  .superRefine((parsed, context) => {
    const fault = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    const times = [parsed.timestampHeader, parsed.timestampField, parsed.timestampPath].filter((place) => place !== undefined);
    if (times.length > 1) fault('timestampHeader', 'Give one of timestampHeader, timestampField and timestampPath.');
    if (parsed.timestampField !== undefined && parsed.signatureField === undefined)
      fault('timestampField', 'It names a field beside signatureField, which is not given.');
    if (parsed.timestampPath !== undefined && parsed.signedContent.includes('{timestamp}'))
      fault('timestampPath', 'A timestamp in the body is signed with the body; {timestamp} is for one in a header.');
    if (parsed.signatureField !== undefined && parsed.separator === undefined)
      fault('separator', 'signatureField needs the separator of the fields.');
  });

/** An HMAC in a header of the operator's choice: the whole of a {@link SignatureRecipe}, so that an unknown provider needs no code. */
export const hmac = defineScheme({
  name: 'hmac',
  title: 'HMAC signature',
  guide: {
    secret: 'The key that the sender signs with; secretEncoding says how it is written.',
    setup: ["Take header, algorithm, encoding and signed content from the sender's documentation, and share one secret with it."],
  },
  options,
  compile: (parsed, secrets, environment) => compileRecipe(recipeOf(parsed), secrets, environment),
  sign: (parsed, input) => signRecipe(recipeOf(parsed), input),
});

function recipeOf(parsed: z.output<typeof options>): SignatureRecipe {
  const { header, algorithm, encoding, prefix, prefixOptional, separator, signatureField, signedContent, url, idHeader } = parsed;
  const timestamp = timestampOf(parsed);
  return {
    ...{ algorithm, encoding, prefix, prefixOptional, signedContent, secretEncoding: parsed.secretEncoding },
    headers: typeof header === 'string' ? [header] : header,
    ...(separator !== undefined && { separator }),
    ...(signatureField !== undefined && { field: signatureField }),
    ...(url !== undefined && { url }),
    ...(timestamp && { timestamp }),
    ...(idHeader !== undefined && { idHeader }),
    ...(parsed.secretPrefix !== undefined && { secretPrefix: parsed.secretPrefix }),
  };
}

function timestampOf(parsed: z.output<typeof options>): TimestampRecipe | null {
  const { timestampHeader, timestampField, timestampPath, timestampUnit: unit, toleranceSeconds } = parsed;
  if (timestampHeader !== undefined) return { from: 'header', name: timestampHeader, unit, toleranceSeconds };
  if (timestampField !== undefined) return { from: 'signature', name: timestampField, unit, toleranceSeconds };
  return timestampPath === undefined ? null : { from: 'body', name: timestampPath, unit, toleranceSeconds };
}
