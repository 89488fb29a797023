import type { RefusalReason } from '@posthorn/contracts';
import type { Compiled, Refused, SchemeFault, Undecided, Verifier } from './verifier.js';

export function refuse(reason: RefusalReason, detail: string): Refused {
  return { ok: false, reason, detail };
}

export function undecided(detail: string): Undecided {
  return { ok: false, unavailable: true, detail };
}

/** A fault in one secret, by its place in `secrets`. The message must not quote the secret. */
export function secretFault(index: number, message: string): SchemeFault {
  return { field: `secrets.${index}`, code: 'invalid', message };
}

/** A scheme is only compiled where nothing is at fault: half a verifier must not come to life. */
export function compiledUnlessFaulty(faults: readonly SchemeFault[], verifier: () => Verifier): Compiled {
  return faults.length > 0 ? { ok: false, faults } : { ok: true, verifier: verifier() };
}
