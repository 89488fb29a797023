import type { KeyObject } from 'node:crypto';
import type { z } from 'zod';
import { importSecrets } from '../active-secrets.js';
import { defineScheme } from '../define-scheme.js';
import { withHandshakes, type Handshakes } from '../handshake/with-handshakes.js';
import { KeyedVerifier, type KeyedScheme } from '../keyed-verifier.js';
import { compiledUnlessFaulty } from '../verdicts.js';
import type { Scheme, SchemeFault, SignedRequest, SigningInput, SigningKind } from '../verifier.js';
import { guideOf, type ProviderPage } from './provider-page.js';

/** A provider whose signature is a function and not data. */
export interface KeyedProvider<Options extends z.ZodType, Shown extends object> extends ProviderPage {
  readonly options: Options;
  readonly signsWith?: SigningKind;
  importKey(value: string): KeyObject | string;
  scheme(options: z.output<Options>): KeyedScheme<KeyObject, Shown>;
  sign(options: z.output<Options>, input: SigningInput): SignedRequest;
  readonly handshakes?: (options: z.output<Options>) => Handshakes;
}

export function keyedProvider<Options extends z.ZodType, Shown extends object>(provider: KeyedProvider<Options, Shown>): Scheme {
  const { name, aliases = [], title, defaults, accepted, refusedStatus, sample, options, signsWith = 'secret' } = provider;
  return defineScheme({
    ...{ name, aliases, title, defaults, guide: guideOf(provider), options, signsWith },
    ...(accepted && { accepted }),
    ...(refusedStatus !== undefined && { refusedStatus }),
    ...(sample && { sample }),
    compile(parsed, secrets, environment) {
      const faults: SchemeFault[] = [];
      const keys = importSecrets(secrets, faults, (value) => provider.importKey(value));
      const compiled = compiledUnlessFaulty(faults, () => new KeyedVerifier(provider.scheme(parsed), keys, environment.clock));
      return withHandshakes(compiled, provider.handshakes?.(parsed), { secrets, environment });
    },
    sign: (parsed, input) => provider.sign(parsed, input),
  });
}
