import { z } from 'zod';
import type { SecretNeed } from '../active-secrets.js';
import { defineScheme } from '../define-scheme.js';
import { withHandshakes, type Handshakes } from '../handshake/with-handshakes.js';
import { signedUrlOption, toleranceOption } from '../option-schemas.js';
import { compileRecipe } from '../signature/compile-recipe.js';
import { isKeyPair, type SignatureRecipe } from '../signature/recipe.js';
import { signRecipe } from '../signature/sign-recipe.js';
import type { TimestampRecipe } from '../signature/signing-time.js';
import type { Scheme } from '../verifier.js';
import { guideOf, type ProviderPage } from './provider-page.js';

type Parsed = Readonly<Record<string, unknown>>;

/** A provider whose signature a recipe describes. What the recipe leaves out is HMAC-SHA256 of the body in hex, the secret as text. */
export interface SignedProvider extends ProviderPage {
  readonly recipe: Partial<SignatureRecipe> & Pick<SignatureRecipe, 'headers'>;
  /** Options of its own. */
  readonly options?: z.ZodRawShape;
  readonly secrets?: SecretNeed;
  /** Headers whose values are secret, lower case. */
  readonly credentialHeaders?: readonly string[];
  readonly handshakes?: (options: Parsed) => Handshakes;
}

const USUAL = { algorithm: 'sha256', encoding: 'hex', prefix: '', signedContent: '{body}', secretEncoding: 'utf8' } as const;

/**
 * Makes a scheme of a provider's data. Options follow from the recipe: with a timestamp how old it may be, with a signed URL which one
 * the sender has, where that is not the one that the relay knows.
 */
export function signedProvider(provider: SignedProvider): Scheme {
  const { name, aliases = [], title, defaults, accepted, refusedStatus, sample, secrets: need = 'required' } = provider;
  const recipe: SignatureRecipe = { ...USUAL, ...provider.recipe };
  const shape = {
    ...(recipe.timestamp && { toleranceSeconds: toleranceOf(recipe.timestamp) }),
    ...(recipe.signedContent.includes('{url}') && { url: signedUrlOption() }),
    ...provider.options,
  };
  return defineScheme({
    ...{ name, aliases, title, defaults, guide: guideOf(provider), options: z.strictObject(shape) },
    ...(accepted && { accepted }),
    ...(refusedStatus !== undefined && { refusedStatus }),
    ...(sample && { sample }),
    signsWith: isKeyPair(recipe.algorithm) ? 'key-pair' : 'secret',
    compile(options: Parsed, secrets, environment) {
      const compiled = compileRecipe(withOptions(recipe, options), secrets, environment, need);
      return withHandshakes(compiled, provider.handshakes?.(options), { secrets, environment }, provider.credentialHeaders);
    },
    sign: (options: Parsed, input) => signRecipe(withOptions(recipe, options), input),
  });
}

function toleranceOf({ toleranceSeconds }: TimestampRecipe): z.ZodType {
  return toleranceSeconds === null ? toleranceOption().unwrap().optional() : toleranceOption().default(toleranceSeconds);
}

function withOptions(recipe: SignatureRecipe, { toleranceSeconds, url }: Parsed): SignatureRecipe {
  return {
    ...recipe,
    ...(recipe.timestamp && typeof toleranceSeconds === 'number' && { timestamp: { ...recipe.timestamp, toleranceSeconds } }),
    ...(typeof url === 'string' && { url }),
  };
}
