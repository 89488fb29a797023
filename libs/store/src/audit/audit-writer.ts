import type { Clock, Uuid } from '@posthorn/contracts';
import type { EntityManager } from 'typeorm';
import type { IdGenerator } from '../events/event-id.js';
import { APPEND, LOCK_HEAD } from '../sql/audit.sql.js';
import { auditHash, GENESIS, INSTALLATION_CHAIN, type AuditContent } from './audit-chain.js';

/** `null` as project = the installation. `before` and `after` are JSON, without a secret's value. */
export interface NewAuditEntry extends Omit<AuditContent, 'projectId' | 'id' | 'number' | 'at'> {
  readonly projectId: Uuid | null;
}

/** Adds to the chains of changes. */
export class AuditWriter {
  constructor(
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * In the transaction of the change, as late as may be: until it ends, the chain takes no other entry. Whoever writes to several chains
   * in one transaction must do so in one order.
   */
  async append(manager: EntityManager, entry: NewAuditEntry): Promise<void> {
    const projectId = entry.projectId ?? INSTALLATION_CHAIN;
    const [head] = await manager.query<{ number: string; hash: Buffer }[]>(LOCK_HEAD, [projectId, GENESIS]);
    if (!head) throw new Error('unreachable: the statement answers with one row');
    // As Postgres gives it back: what JSON drops must not be hashed.
    const [before, after] = [entry.before, entry.after].map(asJson);
    const at = new Date(this.clock.now());
    const content: AuditContent = { ...entry, projectId, id: this.ids.id(), number: Number(head.number) + 1, at, before, after };
    const { id, number, actorId, address, requestId, action, resourceType, resourceId } = content;
    await manager.query(APPEND, [
      ...[projectId, id, number, at, actorId, address, requestId, action, resourceType, resourceId],
      ...[before, after].map((state) => (state === null ? null : JSON.stringify(state))),
      head.hash,
      auditHash(head.hash, content),
    ]);
  }
}

function asJson(value: unknown): unknown {
  return value === null || value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}
