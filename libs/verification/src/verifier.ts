import type { Clock, GuardedFetch, RawHeaders, RefusalReason, Rule, SourceSecret } from '@posthorn/contracts';

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

/** A scheme made ready for one source: options parsed, keys imported once. Never throws for any request. */
export interface Verifier {
  readonly credentials: CredentialPlaces;
  /** `WWW-Authenticate` of the 401, for token schemes. */
  readonly challenge: string | null;
  verify(request: InboundRequest): Verdict | Promise<Verdict>;
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

/** One value of `verification.provider`. */
export interface Scheme {
  readonly name: string;
  readonly title: string;
  /** JSON Schema (2020-12) of `verification.options`. */
  readonly optionsJsonSchema: Readonly<Record<string, unknown>>;
  readonly defaults?: SchemeDefaults;
  /** Parses the options, imports the keys. Reports every fault at once; a fault never repeats a secret. */
  compile(options: Readonly<Record<string, unknown>>, secrets: readonly SourceSecret[], environment: VerifierEnvironment): Compiled;
}
