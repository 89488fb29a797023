import { z } from 'zod';
import { defineScheme } from '../define-scheme.js';
import { compileHmac } from '../hmac/compile-hmac.js';
import { HMAC_ALGORITHMS, SECRET_ENCODINGS, type HmacRecipe } from '../hmac/recipe.js';
import { headerNameOption, toleranceOption } from '../option-schemas.js';
import { TIMESTAMP_UNITS } from '../request-time.js';
import { BINARY_ENCODINGS } from '../strict-encoding.js';

const options = z.strictObject({
  header: headerNameOption(),
  algorithm: z.enum(HMAC_ALGORITHMS).default('sha256'),
  encoding: z.enum(BINARY_ENCODINGS).default('hex'),
  prefix: z.string().max(64).default(''),
  signedContent: z
    .string()
    .max(1024)
    .refine((template) => template.includes('{body}'), 'Without {body} anybody could change the body of a signed request.')
    .default('{body}'),
  timestampHeader: headerNameOption().optional(),
  timestampUnit: z.enum(TIMESTAMP_UNITS).default('s'),
  toleranceSeconds: toleranceOption(),
  idHeader: headerNameOption().optional(),
  secretEncoding: z.enum(SECRET_ENCODINGS).default('utf8'),
});

/** An HMAC in a header of the operator's choice. */
export const hmac = defineScheme({
  name: 'hmac',
  title: 'HMAC signature',
  options,
  compile: (parsed, secrets, environment) => compileHmac(recipeOf(parsed), secrets, environment),
});

function recipeOf(parsed: z.output<typeof options>): HmacRecipe {
  const { timestampHeader, timestampUnit, toleranceSeconds, idHeader, ...rest } = parsed;
  return {
    ...rest,
    ...(timestampHeader !== undefined && { timestamp: { header: timestampHeader, unit: timestampUnit, toleranceSeconds } }),
    ...(idHeader !== undefined && { idHeader }),
  };
}
