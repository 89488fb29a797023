import { z } from 'zod';
import { defineScheme } from '../define-scheme.js';
import { withHandshakes, type Handshakes } from '../handshake/with-handshakes.js';
import { inQuery } from '../schemes/api-key.js';
import { compileStaticCredential } from '../static-credential.js';
import { NO_CREDENTIALS, type Compiled, type Scheme } from '../verifier.js';
import { guideOf, type ProviderPage } from './provider-page.js';

export interface OpenProvider extends ProviderPage {
  /** The query parameter that a secret is looked for in, unless the source names another. */
  readonly parameter: string;
  readonly handshakes?: Handshakes;
}

const OPEN: Compiled = {
  ok: true,
  verifier: { credentials: NO_CREDENTIALS, challenge: null, verify: () => ({ ok: true, secretId: null }) },
};

/** A provider that signs nothing. What can be had is a secret in the URL that it is given; the source decides whether it has one. */
export function openProvider(provider: OpenProvider): Scheme {
  const { name, aliases = [], title, defaults, accepted, parameter, sample } = provider;
  return defineScheme({
    ...{ name, aliases, title, defaults, guide: guideOf(provider) },
    ...(accepted && { accepted }),
    ...(sample && { sample }),
    options: z.strictObject({
      parameter: z.string().min(1).max(128).default(parameter).describe('The query parameter that holds the secret'),
    }),
    // There is nothing to sign where the source has no secret.
    signsWith: 'nothing',
    compile(options, secrets, environment) {
      const compiled = secrets.length === 0 ? OPEN : compileStaticCredential(inQuery(options.parameter), secrets, environment.clock);
      return withHandshakes(compiled, provider.handshakes, { secrets, environment });
    },
    sign(options, input) {
      if (input.secret === '') return input;
      const url = new URL(input.url);
      url.searchParams.append(options.parameter, input.secret);
      return { ...input, url: url.href };
    },
  });
}
