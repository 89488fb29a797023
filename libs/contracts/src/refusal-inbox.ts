import type { Uuid } from './ids.js';
import type { RefusalReason } from './refusal.js';

/** Why a refusal cannot become an event, besides the reasons of a request: nothing of this says that the request was bad. */
export const ACCEPT_OBSTACLES = ['body-incomplete', 'source-gone', 'source-unusable', 'credential-unreadable', 'handshake'] as const;
export type AcceptObstacle = (typeof ACCEPT_OBSTACLES)[number];

/** What was found out about a refusal beyond the reason that still holds. Each was tried out: the verifier has accepted that variation. */
export const REFUSAL_FINDINGS = {
  'accepted-now': 'With the configuration and the secrets of now it would be accepted.',
  'timestamp-only': 'Everything but the time is right.',
  'secret-expired': 'It matches a secret of the source that had expired.',
  'other-source': 'Another source of the project would accept it: it may have been sent to the wrong URL.',
  'other-source-secret': 'It matches a secret of another source of the project.',
  'signature-encoding': 'The signature is right, but in another encoding than the expected one.',
  'signature-prefix': 'The signature is right, but stands behind another prefix than the expected one.',
  'signature-header': 'The signature is right, but came in another header than the expected one.',
  'signature-algorithm': 'The signature is right, but of another algorithm than the expected one.',
  'secret-encoding': 'The signature is right, if the secret is read in another encoding.',
  'signed-content': 'The signature is right, but over another content than the expected one.',
  'other-scheme': 'The signature is right, but by another scheme than the one of the source.',
  'body-changed': 'The signature fits the body in another form: something on the way has rewritten it.',
  'credential-place': 'The right credential is there, but in another place or form than the expected one.',
  'not-finished': 'Looking for an explanation took too long and was broken off.',
} as const;

export type RefusalFindingCode = keyof typeof REFUSAL_FINDINGS | RefusalReason | AcceptObstacle | 'undecided';

export interface RefusalFinding {
  readonly code: RefusalFindingCode;
  /** A sentence for the operator. Never holds a secret, a token or a signature. */
  readonly message: string;
}

/** What became of the wish to accept a refusal. `before`: it had been accepted already. `duplicate`: its external id had an event. */
export type RefusalAcceptance =
  | { readonly outcome: 'accepted' | 'before' | 'duplicate'; readonly eventId: Uuid }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason | AcceptObstacle; readonly detail: string }
  | { readonly outcome: 'unavailable'; readonly detail: string }
  | { readonly outcome: 'not-found' };

/** What people do with refusals; the relay binds it to `libs/ingest`. */
export interface RefusalInbox {
  /** The reason that still holds, and what explains it. Empty for a refusal that does not exist. */
  diagnose(projectId: Uuid, refusalId: Uuid): Promise<readonly RefusalFinding[]>;
  /** Judges it again, as of the moment when it came, by the configuration and the secrets of now. `force`: whatever the judgement. */
  accept(projectId: Uuid, refusalId: Uuid, options: { readonly force: boolean }): Promise<RefusalAcceptance>;
}
