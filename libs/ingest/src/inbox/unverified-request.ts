import type { AcceptObstacle, RefusalReason, SourceConfig, SourceSecret } from '@posthorn/contracts';
import type { InboundRequest } from '@posthorn/verification';
import { withoutExpiry, type Trial } from './judge.js';

/** A request that a source does not verify, and what it may be compared with. */
export interface UnverifiedRequest {
  readonly source: SourceConfig;
  /** The project's other sources. */
  readonly neighbours: readonly SourceConfig[];
  readonly request: InboundRequest;
  readonly reason: RefusalReason | AcceptObstacle;
  readonly receivedAtMs: number;
}

/** What the source itself would judge, to be varied in one respect. */
export function trialOf({ source, request, receivedAtMs }: UnverifiedRequest): Trial {
  return { ...source.verification, secrets: source.secrets, request, nowMs: receivedAtMs };
}

/** The secrets that counted when the request came, as if they never expired. */
export function activeSecrets({ source, receivedAtMs }: UnverifiedRequest): SourceSecret[] {
  return withoutExpiry(source.secrets.filter(({ expiresAtMs }) => expiresAtMs === null || expiresAtMs > receivedAtMs));
}
