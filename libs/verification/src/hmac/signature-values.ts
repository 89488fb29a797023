import { decodeStrict } from '../strict-encoding.js';
import type { HmacRecipe } from './recipe.js';

/** More than any provider sends while it rotates a secret; the rest is not looked at, so that nobody can buy comparisons. */
export const MAX_SIGNATURES = 16;

/** The signatures that a request shows, decoded. Those that are none are left out: one good signature among them is enough. */
export function decodeSignatures(values: readonly string[], recipe: HmacRecipe): Buffer[] {
  const decoded: Buffer[] = [];
  for (const value of values) {
    for (const text of recipe.separator ? value.split(recipe.separator, MAX_SIGNATURES) : [value]) {
      if (decoded.length === MAX_SIGNATURES) return decoded;
      const bytes = decodeOne(text.trim(), recipe);
      if (bytes) decoded.push(bytes);
    }
  }
  return decoded;
}

function decodeOne(text: string, recipe: HmacRecipe): Buffer | null {
  if (text.startsWith(recipe.prefix)) return decodeStrict(text.slice(recipe.prefix.length), recipe.encoding);
  return recipe.prefixOptional ? decodeStrict(text, recipe.encoding) : null;
}
