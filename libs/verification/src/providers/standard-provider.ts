import { z } from 'zod';
import { importSecrets } from '../active-secrets.js';
import { defineScheme } from '../define-scheme.js';
import { toleranceOption } from '../option-schemas.js';
import { signStandardWebhook } from '../sign-standard-webhook.js';
import { importStandardKey } from '../standard-webhooks-key.js';
import { StandardWebhooksVerifier } from '../standard-webhooks-verifier.js';
import { compiledUnlessFaulty } from '../verdicts.js';
import type { Scheme, SchemeFault } from '../verifier.js';
import { guideOf, type ProviderPage } from './provider-page.js';

/** Most senders of this family run on Svix and use its header names; the standard's own are taken as well. */
const PREFIXES = ['svix', 'webhook'];

export interface StandardProvider extends ProviderPage {
  /** What the provider itself begins its headers with. */
  readonly prefix?: 'svix' | 'webhook';
}

/** A provider that signs by Standard Webhooks; the external id is the id of the message, which the verdict carries. */
export function standardProvider(provider: StandardProvider): Scheme {
  const { name, aliases = [], title, defaults, sample, prefix = 'webhook' } = provider;
  return defineScheme({
    ...{ name, aliases, title, defaults, guide: guideOf(provider), options: z.strictObject({ toleranceSeconds: toleranceOption() }) },
    ...(sample && { sample }),
    compile({ toleranceSeconds }, secrets, { clock }) {
      const faults: SchemeFault[] = [];
      const keys = importSecrets(secrets, faults, importStandardKey);
      return compiledUnlessFaulty(faults, () => new StandardWebhooksVerifier(keys, toleranceSeconds, clock, PREFIXES));
    },
    sign: (_options, input) => signStandardWebhook(input, prefix),
  });
}
