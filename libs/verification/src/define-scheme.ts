import type { SourceResponse, SourceSecret } from '@posthorn/contracts';
import { z } from 'zod';
import { defaultSample } from './default-sample.js';
import type {
  Compiled,
  ProviderGuide,
  SampleFacts,
  SampleRequest,
  Scheme,
  SchemeDefaults,
  SchemeFault,
  SignedRequest,
  SigningInput,
  SigningKind,
  VerifierEnvironment,
} from './verifier.js';

/** What a scheme file says: a strict zod schema for its options, and how to make a verifier of parsed ones. */
export interface SchemeDefinition<Options extends z.ZodType> {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly title: string;
  readonly guide?: Partial<ProviderGuide>;
  readonly options: Options;
  readonly defaults?: SchemeDefaults;
  readonly accepted?: SourceResponse;
  readonly refusedStatus?: number;
  readonly signsWith?: SigningKind;
  compile(options: z.output<Options>, secrets: readonly SourceSecret[], environment: VerifierEnvironment): Compiled;
  /** Left out where there is nothing to sign. */
  sign?(options: z.output<Options>, input: SigningInput): SignedRequest | Promise<SignedRequest>;
  sample?(facts: SampleFacts): SampleRequest;
}

const NO_GUIDE: ProviderGuide = { documentation: null, secret: null, setup: [], handshakes: [], unconfirmed: [] };

/** Makes a scheme of its definition: `options` becomes the JSON Schema that the API shows and the parser that `compile` begins with. */
export function defineScheme<Options extends z.ZodType>(definition: SchemeDefinition<Options>): Scheme {
  const { name, aliases = [], title, guide, defaults, accepted, refusedStatus, sample = defaultSample(defaults) } = definition;
  return {
    ...{ name, aliases, title, guide: { ...NO_GUIDE, ...guide }, sample },
    // `input`: a field with a default is optional to whoever writes it.
    optionsJsonSchema: z.toJSONSchema(definition.options, { io: 'input' }),
    signsWith: definition.signsWith ?? (definition.sign ? 'secret' : 'nothing'),
    ...(defaults && { defaults }),
    ...(accepted && { accepted }),
    ...(refusedStatus !== undefined && { refusedStatus }),
    compile(options, secrets, environment) {
      const parsed = definition.options.safeParse(options);
      if (!parsed.success) return { ok: false, faults: parsed.error.issues.flatMap((issue) => issueFaults(issue, options)) };
      return definition.compile(parsed.data, secrets, environment);
    },
    sign: (options, input) => definition.sign?.(definition.options.parse(options), input) ?? input,
  };
}

function issueFaults(issue: z.core.$ZodIssue, options: unknown): SchemeFault[] {
  const path = ['options', ...issue.path.map(String)];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: [...path, key].join('.'), code: 'unknown-field', message: 'There is no such option.' }));
  }
  const missing = issue.code !== 'custom' && valueAt(options, issue.path) === undefined;
  return [{ field: path.join('.'), code: missing ? 'required' : 'invalid', message: missing ? 'This option is required.' : issue.message }];
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
