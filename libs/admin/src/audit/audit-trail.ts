import { Inject, Injectable } from '@nestjs/common';
import type { Uuid } from '@posthorn/contracts';
import { LOGGER, type Logger } from '@posthorn/platform';
import { AuditWriter, type Database } from '@posthorn/store';
import type { EntityManager } from 'typeorm';
import { DATABASE } from '../admin.tokens.js';
import { requestScope } from '../api/request-scope.js';

/** `resource.what-was-done`, for example `source.created`. */
export type AuditAction = `${string}.${string}`;

/** A change that somebody made. States are as people see them, secrets as digests (`secret-digest.ts`) and never as values. */
export interface AuditedChange {
  readonly action: AuditAction;
  /** `null` = it belongs to the installation: signing in, operators. */
  readonly projectId: Uuid | null;
  readonly resourceType: string;
  /** As people see it. */
  readonly resourceId: string;
  readonly before?: object | null;
  readonly after?: object | null;
  /** Where the request itself does not say who: signing in. */
  readonly actorId?: string;
}

/** Writes down who changed what, and from where. */
@Injectable()
export class AuditTrail {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly writer: AuditWriter,
  ) {}

  /**
   * In the transaction of the change: neither is there without the other, nor without the `Idempotency-Key` of its request. Throws
   * `conflict` if that was lost meanwhile.
   */
  async append(manager: EntityManager, change: AuditedChange): Promise<void> {
    await requestScope()?.claim?.confirm(manager);
    await this.write(manager, change);
  }

  private write(manager: EntityManager, change: AuditedChange): Promise<void> {
    const scope = requestScope();
    return this.writer.append(manager, {
      projectId: change.projectId,
      actorId: change.actorId ?? scope?.actorId ?? null,
      address: scope?.address ?? null,
      requestId: scope?.requestId ?? null,
      action: change.action,
      resourceType: change.resourceType,
      resourceId: change.resourceId,
      before: change.before ?? null,
      after: change.after ?? null,
    });
  }

  /**
   * Right after a change that has a transaction of its own. Where that fails the change stands, and its caller must hear so: the log has
   * what the trail lacks.
   */
  async record(change: AuditedChange): Promise<void> {
    try {
      await this.database.dataSource.transaction((manager) => this.write(manager, change));
    } catch (error) {
      const { action, resourceId, actorId = requestScope()?.actorId } = change;
      this.logger.error({ err: error, action, resourceId, actorId }, 'a change could not be written to the audit log');
    }
  }
}
