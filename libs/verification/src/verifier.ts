import type { Clock, GuardedFetch, RawHeaders, RefusalReason, SourceSecret } from '@posthorn/contracts';

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

export type Verdict =
  | {
      readonly ok: true;
      /** The secret that matched, so that its last use can be shown. */ readonly secretId: string | null;
      /** An id that the scheme itself carries. */ readonly externalId?: string | undefined;
    }
  | { readonly ok: false; readonly reason: RefusalReason; readonly detail: string };

/** Where a scheme shows its credential; these never reach a destination, and history shows them redacted. Lower case. */
export interface CredentialPlaces {
  readonly headers: readonly string[];
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

/** One value of `verification.provider`. */
export interface Scheme {
  readonly name: string;
  readonly title: string;
  /** JSON Schema (2020-12) of `verification.options`. */
  readonly optionsJsonSchema: Readonly<Record<string, unknown>>;
  compile(options: Readonly<Record<string, unknown>>, secrets: readonly SourceSecret[], environment: VerifierEnvironment): Compiled;
}
