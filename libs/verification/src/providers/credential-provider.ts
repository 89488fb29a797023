import { z } from 'zod';
import { defineScheme } from '../define-scheme.js';
import { withHandshakes, type Handshakes } from '../handshake/with-handshakes.js';
import { basicCredential } from '../schemes/basic.js';
import { inHeader } from '../schemes/api-key.js';
import { compileStaticCredential } from '../static-credential.js';
import type { Scheme } from '../verifier.js';
import { guideOf, type ProviderPage } from './provider-page.js';

/** A provider that shows the same credential in every request. */
export interface CredentialProvider extends ProviderPage {
  /** `basic` = user:password in the URL or in fields of its own; else the lower-case name of the header whose whole value is the secret. */
  readonly credential: 'basic' | { readonly header: string };
  readonly handshakes?: Handshakes;
}

export function credentialProvider(provider: CredentialProvider): Scheme {
  const { name, aliases = [], title, defaults, accepted, credential, sample } = provider;
  const shown = credential === 'basic' ? basicCredential : inHeader(credential.header);
  return defineScheme({
    ...{ name, aliases, title, defaults, guide: guideOf(provider), options: z.strictObject({}) },
    ...(accepted && { accepted }),
    ...(sample && { sample }),
    compile(_none, secrets, environment) {
      const compiled = compileStaticCredential(shown, secrets, environment.clock);
      return withHandshakes(compiled, provider.handshakes, { secrets, environment });
    },
    sign(_none, input) {
      const value = `Basic ${Buffer.from(input.secret).toString('base64')}`;
      const header = credential === 'basic' ? (['authorization', value] as const) : ([credential.header, input.secret] as const);
      return { ...input, headers: [...input.headers, header] };
    },
  });
}
