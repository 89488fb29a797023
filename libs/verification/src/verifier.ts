import type { Clock, GuardedFetch, RawHeaders, RefusalReason, Rule, SourceResponse, SourceSecret } from '@posthorn/contracts';

/** A request as a verifier sees it. */
export interface InboundRequest {
  readonly method: string;
  /** The full URL that the sender used, from `POSTHORN_PUBLIC_URL`: some providers sign it. */
  readonly url: string;
  /** Without the question mark. */
  readonly query: string;
  readonly headers: RawHeaders;
  readonly body: Buffer;
}

/** The request is authentic. */
export interface Verified {
  readonly ok: true;
  /** The secret that matched, so that its last use can be shown. */
  readonly secretId: string | null;
  /** An id that the scheme itself carries. */
  readonly externalId?: string | undefined;
  /** The request is no webhook but a question of the provider: this answers it, and no event is made. */
  readonly handshake?: HandshakeReply;
}

/** What a provider wants to hear, to the byte. */
export interface HandshakeReply {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** A secret that the provider has made up and shown: it must be stored before the answer goes out, and never be shown. */
  readonly newSecret?: {
    readonly value: string;
    /** Only where the source has none yet: otherwise whoever knows the URL could bring a secret of his own. */
    readonly onlyFirst: boolean;
  };
}

/** The request is not authentic, or does not show that it is. */
export interface Refused {
  readonly ok: false;
  readonly unavailable?: undefined;
  readonly reason: RefusalReason;
  /** A sentence for the operator. Never holds a secret, a token or the signature that would have been right. */
  readonly detail: string;
}

/**
 * Nobody can tell now: the key set, the discovery document or the introspection endpoint did not answer. This is not a refusal:
 * the sender gets 503 with `Retry-After` and tries again, or an outage of the authorization server would throw genuine webhooks away.
 */
export interface Undecided {
  readonly ok: false;
  readonly unavailable: true;
  readonly detail: string;
}

export type Verdict = Verified | Refused | Undecided;

/** Where a scheme shows its credential; these never reach a destination, and history shows them redacted. */
export interface CredentialPlaces {
  /** Lower case. */
  readonly headers: readonly string[];
  /** As configured, since names in a query have a case; followed by the lower-case form where that differs. */
  readonly query: readonly string[];
}

export const NO_CREDENTIALS: CredentialPlaces = { headers: [], query: [] };

/** A scheme made ready for one source: options parsed, keys imported once. Never throws for any request. */
export interface Verifier {
  readonly credentials: CredentialPlaces;
  /** `WWW-Authenticate` of the 401, for token schemes. */
  readonly challenge: string | null;
  verify(request: InboundRequest): Verdict | Promise<Verdict>;
  /** The provider's question by GET, HEAD or OPTIONS; `null` if it is none. Only schemes with such a handshake have it. */
  greet?(request: InboundRequest): HandshakeReply | null;
}

/** What a scheme needs from outside. */
export interface VerifierEnvironment {
  readonly clock: Clock;
  readonly fetch: GuardedFetch;
}

/** A fault in a source's options or secrets, found when it is configured. */
export interface SchemeFault {
  /** `options.issuer`, `secrets.0`. */
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

export type Compiled = { readonly ok: true; readonly verifier: Verifier } | { readonly ok: false; readonly faults: readonly SchemeFault[] };

/** Rules that a scheme brings; a source's own rules win. */
export interface SchemeDefaults {
  readonly eventType?: Rule;
  readonly externalId?: Rule;
  readonly occurredAt?: Rule;
}

/** A request to be signed as a provider would sign it. */
export interface SigningInput {
  /** As the source has it; for a provider that signs with a key pair the private key as PEM. */
  readonly secret: string;
  readonly method: string;
  readonly url: string;
  /** Without the signature's own. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  readonly id: string;
  readonly atMs: number;
}

export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** A webhook such as the provider sends, before it is signed. */
export interface SampleRequest {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export interface SampleFacts {
  readonly id: string;
  readonly atMs: number;
}

/**
 * What signs a provider's requests: the source's own secret, which the relay can do as well, or a private key that only the provider
 * has. `nothing` = there is no signature to make.
 */
export type SigningKind = 'secret' | 'key-pair' | 'nothing';

/** What people need to connect a provider. Plain sentences. */
export interface ProviderGuide {
  /** The vendor's page. */
  readonly documentation: string | null;
  /** What the secret is and where it stands; `null` = there is none. */
  readonly secret: string | null;
  /** What to paste where, step by step. */
  readonly setup: readonly string[];
  /** What the provider asks of the URL besides webhooks, and how the relay answers. */
  readonly handshakes: readonly string[];
  /** Facts that are general knowledge and were not found confirmed. */
  readonly unconfirmed: readonly string[];
}

/** One value of `verification.provider`. */
export interface Scheme {
  readonly name: string;
  /** Other names for the same. */
  readonly aliases: readonly string[];
  readonly title: string;
  readonly guide: ProviderGuide;
  /** JSON Schema (2020-12) of `verification.options`. */
  readonly optionsJsonSchema: Readonly<Record<string, unknown>>;
  readonly defaults?: SchemeDefaults;
  /** The answer to an accepted request that the provider expects, where the source sets none. */
  readonly accepted?: SourceResponse;
  /** The status for a bad signature or credential where the provider does not want 401. */
  readonly refusedStatus?: number;
  readonly signsWith: SigningKind;
  /** Parses the options, imports the keys. Reports every fault at once; a fault never repeats a secret. */
  compile(options: Readonly<Record<string, unknown>>, secrets: readonly SourceSecret[], environment: VerifierEnvironment): Compiled;
  /** Signs as the provider would. Throws for options or a key that `compile` would not take. */
  sign(options: Readonly<Record<string, unknown>>, input: SigningInput): SignedRequest | Promise<SignedRequest>;
  /** A webhook such as the provider sends, so that somebody can try. */
  sample(facts: SampleFacts): SampleRequest;
}
