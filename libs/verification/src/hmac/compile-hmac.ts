import { createSecretKey, type KeyObject } from 'node:crypto';
import type { SourceSecret } from '@posthorn/contracts';
import { importSecrets } from '../active-secrets.js';
import { decodeStrict } from '../strict-encoding.js';
import { compiledUnlessFaulty } from '../verdicts.js';
import type { Compiled, SchemeFault, VerifierEnvironment } from '../verifier.js';
import { HmacVerifier } from './hmac-verifier.js';
import type { HmacRecipe, SecretEncoding } from './recipe.js';
import { contains, parseSignedContent, type ContentPart } from './signed-content.js';

/** Makes a recipe and a source's secrets ready: the template taken apart, the keys imported. */
export function compileHmac(recipe: HmacRecipe, secrets: readonly SourceSecret[], environment: VerifierEnvironment): Compiled {
  const faults: SchemeFault[] = [];
  const parsed = parseSignedContent(recipe.signedContent);
  if ('fault' in parsed) faults.push({ field: 'options.signedContent', code: 'invalid', message: parsed.fault });
  const parts = 'fault' in parsed ? [] : parsed.parts;
  faults.push(...placeholderFaults(parts, recipe));
  const keys = importSecrets(secrets, faults, (value) => importHmacKey(value, recipe.secretEncoding));
  return compiledUnlessFaulty(faults, () => new HmacVerifier(recipe, parts, keys, environment.clock));
}

function placeholderFaults(parts: readonly ContentPart[], recipe: HmacRecipe): SchemeFault[] {
  const faults: SchemeFault[] = [];
  if (contains(parts, 'timestamp') && !recipe.timestamp) {
    faults.push({ field: 'options.timestampHeader', code: 'required', message: 'signedContent has {timestamp}: name its header.' });
  }
  if (contains(parts, 'id') && !recipe.idHeader) {
    faults.push({ field: 'options.idHeader', code: 'required', message: 'signedContent has {id}: name its header.' });
  }
  return faults;
}

function importHmacKey(value: string, encoding: SecretEncoding): KeyObject | string {
  const bytes = encoding === 'utf8' ? Buffer.from(value) : decodeStrict(value, encoding);
  return bytes ? createSecretKey(bytes) : `The secret is not ${encoding}, as secretEncoding says.`;
}
