import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '@posthorn/platform';
import { bumpConfiguration, ConfigurationCache, sqlStateOf, type Database } from '@posthorn/store';
import type { EntityManager } from 'typeorm';
import { DATABASE } from '../admin.tokens.js';
import { requestScope } from './request-scope.js';

const UNIQUE_VIOLATION = '23505';

/** Every change of what operators set up goes through here: one transaction, and in force before it is answered. */
@Injectable()
export class ConfigurationChanges {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly cache: ConfigurationCache,
  ) {}

  /** Throws `conflict` where an index finds a name taken. */
  async commit<T>(change: (manager: EntityManager) => Promise<T>): Promise<T> {
    const claim = requestScope()?.claim;
    const result = await this.database.dataSource
      .transaction(async (manager) => {
        // First, because its row lock makes changes wait for each other: no subscription slips in while its destination is deleted.
        await bumpConfiguration(manager);
        await claim?.confirm(manager);
        return change(manager);
      })
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? new ProblemError('conflict', { detail: 'The name is taken.', cause: error }) : error;
      });
    claim?.committed();
    await this.cache.publish();
    return result;
  }
}

function isUniqueViolation(error: unknown): boolean {
  const cause: unknown = error instanceof Error && 'driverError' in error ? error.driverError : error;
  return sqlStateOf(cause) === UNIQUE_VIOLATION;
}
