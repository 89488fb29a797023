import { z } from 'zod';
import { importSecrets } from '../active-secrets.js';
import { defineScheme } from '../define-scheme.js';
import { toleranceOption } from '../option-schemas.js';
import { signStandardWebhook } from '../sign-standard-webhook.js';
import { importStandardKey } from '../standard-webhooks-key.js';
import { StandardWebhooksVerifier } from '../standard-webhooks-verifier.js';
import { compiledUnlessFaulty } from '../verdicts.js';
import type { SchemeFault } from '../verifier.js';

export const standardWebhooks = defineScheme({
  name: 'standard-webhooks',
  title: 'Standard Webhooks',
  guide: {
    documentation: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
    secret: 'whsec_… (shared secret) or whpk_… (public key), as the sender shows it.',
    setup: ["Register the source's URL with the sender.", 'Give the signing secret that the sender shows.'],
  },
  options: z.strictObject({ toleranceSeconds: toleranceOption() }),
  // The external id is the header webhook-id, which the verdict carries.
  defaults: { eventType: { from: 'body', path: 'type' }, occurredAt: { from: 'header', name: 'webhook-timestamp' } },
  compile({ toleranceSeconds }, secrets, environment) {
    const faults: SchemeFault[] = [];
    const keys = importSecrets(secrets, faults, importStandardKey);
    return compiledUnlessFaulty(faults, () => new StandardWebhooksVerifier(keys, toleranceSeconds, environment.clock));
  },
  sign: (_options, input) => signStandardWebhook(input),
});
