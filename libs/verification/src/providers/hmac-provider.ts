import { z } from 'zod';
import { defineScheme } from '../define-scheme.js';
import { compileHmac } from '../hmac/compile-hmac.js';
import type { HmacRecipe } from '../hmac/recipe.js';
import { toleranceOption } from '../option-schemas.js';
import type { Scheme, SchemeDefaults } from '../verifier.js';

/** A provider that is nothing but an HMAC recipe and the rules that fit its bodies. */
export interface HmacProvider {
  readonly name: string;
  readonly title: string;
  readonly recipe: HmacRecipe;
  readonly defaults: SchemeDefaults;
}

/** Makes a scheme of a provider's data. Only a provider with a timestamp has an option: how old it may be. */
export function hmacProvider({ name, title, recipe, defaults }: HmacProvider): Scheme {
  const { timestamp } = recipe;
  if (!timestamp) {
    const options = z.strictObject({});
    return defineScheme({ name, title, defaults, options, compile: (_none, secrets, env) => compileHmac(recipe, secrets, env) });
  }
  const options = z.strictObject({ toleranceSeconds: toleranceOption().default(timestamp.toleranceSeconds) });
  return defineScheme({
    name,
    title,
    defaults,
    options,
    compile: ({ toleranceSeconds }, secrets, env) =>
      compileHmac({ ...recipe, timestamp: { ...timestamp, toleranceSeconds } }, secrets, env),
  });
}
