import { hash, timingSafeEqual } from 'node:crypto';
import type { Clock, SourceSecret } from '@posthorn/contracts';
import { importSecrets, isActive, type Keyed } from './active-secrets.js';
import { compiledUnlessFaulty, refuse } from './verdicts.js';
import type { Compiled, CredentialPlaces, InboundRequest, Refused, SchemeFault, Verdict, Verifier } from './verifier.js';

/** How a scheme shows a credential that is the same in every request. */
export interface StaticCredential {
  readonly credentials: CredentialPlaces;
  readonly challenge: string | null;
  /** The credential's bytes as shown, or why there is none to compare. */
  read(request: InboundRequest): Buffer | Refused;
  /** A sentence if a secret cannot be a credential of this scheme. */
  secretFault(value: string): string | null;
}

/** Both sides are compared as SHA-256 digests in constant time: neither content nor length shows in the time it takes. */
export function compileStaticCredential(scheme: StaticCredential, secrets: readonly SourceSecret[], clock: Clock): Compiled {
  const faults: SchemeFault[] = [];
  const keys = importSecrets(secrets, faults, (value) => scheme.secretFault(value) ?? sha256(Buffer.from(value)));
  return compiledUnlessFaulty(faults, () => new StaticCredentialVerifier(scheme, keys, clock));
}

class StaticCredentialVerifier implements Verifier {
  readonly credentials: CredentialPlaces;
  readonly challenge: string | null;

  constructor(
    private readonly scheme: StaticCredential,
    private readonly keys: readonly Keyed<Buffer>[],
    private readonly clock: Clock,
  ) {
    this.credentials = scheme.credentials;
    this.challenge = scheme.challenge;
  }

  verify(request: InboundRequest): Verdict {
    const shown = this.scheme.read(request);
    if (!Buffer.isBuffer(shown)) return shown;
    const digest = sha256(shown);
    const active = this.keys.filter((key) => isActive(key, this.clock.now()));
    if (active.length === 0) return refuse('credential-mismatch', 'The source has no active secret.');
    const match = active.find((key) => timingSafeEqual(key.key, digest));
    return match ? { ok: true, secretId: match.secretId } : refuse('credential-mismatch', 'The credential is none of the active secrets.');
  }
}

function sha256(bytes: Buffer): Buffer {
  return hash('sha256', bytes, 'buffer');
}

/** The one value that came, or the refusal for none, an empty one or several: which of several is meant is anybody's guess. */
export function onlyValue(values: readonly string[], place: string): string | Refused {
  if (values.length > 1) return refuse('credential-mismatch', `${place} came ${values.length} times.`);
  return values[0] || refuse('credential-missing', `${place} is missing or empty.`);
}
