import { createHash } from 'node:crypto';
import { canonicalJson, type Uuid } from '@posthorn/contracts';

/** The chain of what belongs to no project: signing in, operators. No project has this id. */
export const INSTALLATION_CHAIN: Uuid = '00000000-0000-0000-0000-000000000000';
/** What the first entry of a chain follows. */
export const GENESIS: Buffer = Buffer.alloc(32);

/** Everything that an entry says, as it is hashed. */
export interface AuditContent {
  /** Or {@link INSTALLATION_CHAIN}. */
  readonly projectId: Uuid;
  readonly id: Uuid;
  /** Within the chain, from 1 without a gap. */
  readonly number: number;
  readonly at: Date;
  readonly actorId: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
  readonly action: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface AuditRecord extends AuditContent {
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

/** SHA-256 of the hash before and the entry as JSON with its names in order: who changes one must change all that follow, and the head. */
export function auditHash(previousHash: Buffer, content: AuditContent): Buffer {
  const { projectId, id, number, at, actorId, address, requestId, action, resourceType, resourceId, before, after } = content;
  const hashed = {
    projectId,
    id,
    number,
    at: at.toISOString(),
    actorId,
    address,
    requestId,
    action,
    resourceType,
    resourceId,
    before,
    after,
  };
  return createHash('sha256').update(previousHash).update(canonicalJson(hashed)).digest();
}
