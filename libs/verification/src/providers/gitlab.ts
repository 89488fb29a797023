import type { SourceSecret } from '@posthorn/contracts';
import { z } from 'zod';
import { importSecrets } from '../active-secrets.js';
import { defineScheme } from '../define-scheme.js';
import { toleranceOption } from '../option-schemas.js';
import { headerValues } from '../request-headers.js';
import { inHeader as inHeaderCredential } from '../schemes/api-key.js';
import { signStandardWebhook } from '../sign-standard-webhook.js';
import { importStandardKey } from '../standard-webhooks-key.js';
import { StandardWebhooksVerifier } from '../standard-webhooks-verifier.js';
import { compileStaticCredential } from '../static-credential.js';
import type { Compiled, InboundRequest, SchemeFault, Verdict, Verifier } from '../verifier.js';
import { guideOf, inBody, inHeader, type ProviderPage } from './provider-page.js';

const TOKEN = 'x-gitlab-token';

const page: ProviderPage = {
  name: 'gitlab',
  title: 'GitLab',
  documentation: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
  secret: 'The secret token, as you typed it at GitLab, or the signing token, whsec_….',
  setup: [
    "In the project's or group's settings, Webhooks, add one with the source's URL.",
    'Type a secret token of your own there and give the same here; where GitLab offers a signing token (whsec_…), prefer that.',
    'With a signing token here, requests that carry nothing but a secret token are refused.',
  ],
  unconfirmed: ['That every GitLab offers the signing token: it is behind the flag webhook_signing_token.'],
  defaults: { eventType: inBody('object_kind'), externalId: inHeader('idempotency-key') },
};

/** A static token, or Standard Webhooks where the source's secret is a signing token. */
export const gitlab = defineScheme({
  ...{ name: page.name, title: page.title, defaults: page.defaults, guide: guideOf(page) },
  options: z.strictObject({ toleranceSeconds: toleranceOption() }),
  compile({ toleranceSeconds }, secrets, { clock }): Compiled {
    const signing = secrets.filter(({ value }) => value.startsWith('whsec_'));
    const plain = secrets.filter((secret) => !signing.includes(secret));
    const tokens = compileStaticCredential(inHeaderCredential(TOKEN), plain, clock);
    if (signing.length === 0) return tokens;
    const faults: SchemeFault[] = [];
    const keys = importSecrets(signing, faults, importStandardKey);
    const all = [...inPlace(faults, signing, secrets), ...(tokens.ok || plain.length === 0 ? [] : inPlace(tokens.faults, plain, secrets))];
    if (all.length > 0) return { ok: false, faults: all };
    const signed = new StandardWebhooksVerifier(keys, toleranceSeconds, clock);
    return { ok: true, verifier: new GitlabVerifier(signed, tokens.ok ? tokens.verifier : null) };
  },
  sign(_options, input) {
    if (input.secret.startsWith('whsec_')) return signStandardWebhook(input);
    return { ...input, headers: [...input.headers, [TOKEN, input.secret]] };
  },
  sample: ({ id }) => ({
    headers: [
      ['content-type', 'application/json'],
      ['x-gitlab-event', 'Push Hook'],
      ['idempotency-key', id],
    ],
    body: JSON.stringify({ object_kind: 'push', ref: 'refs/heads/main' }),
  }),
});

/** Faults of some of the secrets, by their place among all. */
function inPlace(faults: readonly SchemeFault[], some: readonly SourceSecret[], all: readonly SourceSecret[]): SchemeFault[] {
  const place = (_field: string, index: string): string => `secrets.${all.findIndex((secret) => secret === some[Number(index)])}`;
  return faults.map((fault) => ({ ...fault, field: fault.field.replace(/^secrets\.(\d+)$/, place) }));
}

/** While a source moves from the token to the signature it has both kinds of secret, and each request is judged by what it shows. */
class GitlabVerifier implements Verifier {
  readonly credentials = { headers: [TOKEN], query: [] };
  readonly challenge = null;

  constructor(
    private readonly signed: StandardWebhooksVerifier,
    private readonly tokens: Verifier | null,
  ) {}

  verify(request: InboundRequest): Verdict | Promise<Verdict> {
    const isSigned = headerValues(request.headers, 'webhook-signature').length > 0;
    return isSigned || !this.tokens ? this.signed.verify(request) : this.tokens.verify(request);
  }
}
