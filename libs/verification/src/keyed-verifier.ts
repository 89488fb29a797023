import type { Clock } from '@posthorn/contracts';
import { isActive, type Keyed } from './active-secrets.js';
import { refuse } from './verdicts.js';
import { NO_CREDENTIALS, type InboundRequest, type Refused, type Verdict, type Verifier } from './verifier.js';

/** A scheme that no recipe can say: what a request shows is read once, then tried with each active secret. */
export interface KeyedScheme<Key, Shown extends object> {
  read(request: InboundRequest, nowMs: number): Shown | Refused;
  /** Compares in constant time. */
  matches(shown: Shown, key: Key): boolean;
  externalId?(shown: Shown): string | undefined;
  /** A sentence for the operator about a request that matched no secret. */
  readonly mismatch: string;
}

export class KeyedVerifier<Key, Shown extends object> implements Verifier {
  readonly credentials = NO_CREDENTIALS;
  readonly challenge = null;

  constructor(
    private readonly scheme: KeyedScheme<Key, Shown>,
    private readonly keys: readonly Keyed<Key>[],
    private readonly clock: Clock,
    private readonly mismatch: 'signature-mismatch' | 'credential-mismatch' = 'signature-mismatch',
  ) {}

  verify(request: InboundRequest): Verdict {
    const nowMs = this.clock.now();
    const shown = this.scheme.read(request, nowMs);
    if (isRefused(shown)) return shown;
    let tried = 0;
    for (const { key, secretId, expiresAtMs } of this.keys) {
      if (!isActive({ expiresAtMs }, nowMs)) continue;
      tried += 1;
      if (this.scheme.matches(shown, key)) return { ok: true, secretId, externalId: this.scheme.externalId?.(shown) };
    }
    return refuse(this.mismatch, tried === 0 ? 'The source has no active secret.' : this.scheme.mismatch);
  }
}

function isRefused(shown: object): shown is Refused {
  return 'reason' in shown && 'ok' in shown;
}
