import type { SourceSecret } from '@posthorn/contracts';
import { importSecrets, type SecretNeed } from '../active-secrets.js';
import { compiledUnlessFaulty } from '../verdicts.js';
import type { Compiled, SchemeFault, VerifierEnvironment } from '../verifier.js';
import { contains, parseSignedContent, type ContentPart } from './content-template.js';
import type { SignatureRecipe } from './recipe.js';
import { SignatureVerifier } from './signature-verifier.js';
import { importSigningKey } from './signing-keys.js';

/** Makes a recipe and a source's secrets ready: the template taken apart, the keys imported. */
export function compileRecipe(
  recipe: SignatureRecipe,
  secrets: readonly SourceSecret[],
  environment: VerifierEnvironment,
  need: SecretNeed = 'required',
): Compiled {
  const faults: SchemeFault[] = [];
  const parsed = parseSignedContent(recipe.signedContent);
  if ('fault' in parsed) faults.push({ field: 'options.signedContent', code: 'invalid', message: parsed.fault });
  const parts = 'fault' in parsed ? [] : parsed.parts;
  faults.push(...placeholderFaults(parts, recipe));
  const keys = importSecrets(secrets, faults, (value) => importSigningKey(value, recipe), need);
  return compiledUnlessFaulty(faults, () => new SignatureVerifier(recipe, parts, keys, environment.clock));
}

function placeholderFaults(parts: readonly ContentPart[], recipe: SignatureRecipe): SchemeFault[] {
  const faults: SchemeFault[] = [];
  if (contains(parts, 'timestamp') && !recipe.timestamp) {
    faults.push({ field: 'options.timestampHeader', code: 'required', message: 'signedContent has {timestamp}: name its header.' });
  }
  if (contains(parts, 'id') && !recipe.idHeader) {
    faults.push({ field: 'options.idHeader', code: 'required', message: 'signedContent has {id}: name its header.' });
  }
  return faults;
}
