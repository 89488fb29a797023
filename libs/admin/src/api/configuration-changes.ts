import { Inject, Injectable } from '@nestjs/common';
import { fromTypeId, ID_PREFIXES, toTypeId, type Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { bumpConfiguration, ConfigurationCache, sqlStateOf, type Database } from '@posthorn/store';
import type { EntityManager } from 'typeorm';
import { DATABASE } from '../admin.tokens.js';
import { AuditTrail, type AuditAction } from '../audit/audit-trail.js';
import { ResourceStates, type AuditedResource } from '../audit/resource-states.js';
import { requestScope } from './request-scope.js';

const UNIQUE_VIOLATION = '23505';

/** What the audit log says of a change. */
export interface ConfigurationChange {
  readonly action: AuditAction;
  readonly type: AuditedResource;
  readonly projectId: Uuid;
  /** Absent where the change creates it: then its answer has the id. */
  readonly id?: Uuid;
}

/** Every change of what operators set up goes through here: one transaction, its audit entry in it, and in force before it is answered. */
@Injectable()
export class ConfigurationChanges {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly cache: ConfigurationCache,
    private readonly trail: AuditTrail,
    private readonly states: ResourceStates,
  ) {}

  /** Throws `conflict` where an index finds a name taken. Without `audited`, whoever calls writes the audit entry in `change`. */
  async commit<T>(change: (manager: EntityManager) => Promise<T>, audited?: ConfigurationChange): Promise<T> {
    const claim = requestScope()?.claim;
    const result = await this.database.dataSource
      .transaction(async (manager) => {
        // First, because its row lock makes changes wait for each other: no subscription slips in while its destination is deleted.
        await bumpConfiguration(manager);
        await claim?.confirm(manager);
        return audited ? this.audited(manager, audited, change) : change(manager);
      })
      .catch((error: unknown) => rethrowTaken(error, 'The name is taken.'));
    claim?.committed();
    await this.cache.publish();
    return result;
  }

  /** A part of a change that has an audit entry of its own. */
  async audited<T>(manager: EntityManager, audited: ConfigurationChange, change: (manager: EntityManager) => Promise<T>): Promise<T> {
    const { action, type, projectId } = audited;
    const before = audited.id === undefined ? null : await this.states.read(manager, type, audited.id);
    const result = await change(manager);
    const id = audited.id ?? idOf(result, type);
    const resourceId = toTypeId(ID_PREFIXES[type], id);
    const after = await this.states.read(manager, type, id);
    await this.trail.append(manager, { action, projectId, resourceType: type, resourceId, before, after });
    return result;
  }
}

function idOf(created: unknown, type: AuditedResource): Uuid {
  const id = typeof created === 'object' && created !== null && 'id' in created ? fromTypeId(ID_PREFIXES[type], String(created.id)) : null;
  if (id === null) throw new Error('a change that creates must answer with what it created');
  return id;
}

/** Throws `conflict` in place of an index that found something taken; anything else as it is. */
export function rethrowTaken(error: unknown, detail: string): never {
  throw isUniqueViolation(error) ? new ProblemError('conflict', { detail, cause: error }) : error;
}

function isUniqueViolation(error: unknown): boolean {
  const cause: unknown = error instanceof Error && 'driverError' in error ? error.driverError : error;
  return sqlStateOf(cause) === UNIQUE_VIOLATION;
}
