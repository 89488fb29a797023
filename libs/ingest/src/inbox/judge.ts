import type { GuardedFetch, SourceSecret } from '@posthorn/contracts';
import { findScheme, type InboundRequest, type Verdict } from '@posthorn/verification';

/** A request as it might have been, before a scheme as it might be configured, at the moment when it came. */
export interface Trial {
  readonly provider: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly secrets: readonly SourceSecret[];
  readonly request: InboundRequest;
  readonly nowMs: number;
}

/** Runs the very verifier that judges webhooks. `null` = the scheme cannot be configured like that. */
export async function judge({ provider, options, secrets, request, nowMs }: Trial, fetch: GuardedFetch): Promise<Verdict | null> {
  const compiled = findScheme(provider)?.compile(options, secrets, { fetch, clock: { now: () => nowMs } });
  return compiled?.ok ? compiled.verifier.verify(request) : null;
}

/** Secrets as if none of them had ever expired. */
export function withoutExpiry(secrets: readonly SourceSecret[]): SourceSecret[] {
  return secrets.map((secret) => ({ ...secret, expiresAtMs: null }));
}
