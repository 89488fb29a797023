import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@posthorn/contracts';
import { CLOCK, CONFIG, type Config } from '@posthorn/platform';
import {
  ADVISORY_LOCK,
  bumpConfiguration,
  createInternalSource,
  IdGenerator,
  OperatorEntity,
  ProjectEntity,
  type Database,
} from '@posthorn/store';
import { type EntityManager } from 'typeorm';
import { DATABASE } from '../admin.tokens.js';
import { passwordChangeBy } from './generated-password.js';
import { generatePassword, PasswordHash } from './password-hash.js';

export interface FirstOperator {
  readonly email: string;
  /** To be shown once; `null` if the configuration gave it, and its giver knows it. */
  readonly password: string | null;
}

/** What an empty installation needs before anybody can sign in. */
@Injectable()
export class Bootstrap {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly ids: IdGenerator,
    private readonly passwords: PasswordHash,
  ) {}

  /** Makes the project `default` and the first operator where there is none. `null` = there was an operator. */
  ensureFirstOperator(): Promise<FirstOperator | null> {
    return this.database.dataSource.transaction(async (manager) => {
      await manager.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK.bootstrap]);
      await this.ensureDefaultProject(manager);
      if ((await manager.count(OperatorEntity)) > 0) return null;
      return this.createOperator(manager);
    });
  }

  private async ensureDefaultProject(manager: EntityManager): Promise<void> {
    // Deleted ones count: a project that its owner renamed or deleted does not come back.
    if (await manager.existsBy(ProjectEntity, {})) return;
    const id = this.ids.id();
    const times = this.times();
    await bumpConfiguration(manager);
    await manager.insert(ProjectEntity, { id, slug: 'default', name: 'Default', ...times });
    await createInternalSource(manager, id, this.ids.id(), times.createdAt);
  }

  private async createOperator(manager: EntityManager): Promise<FirstOperator> {
    const generated = this.config.adminPassword === null ? generatePassword() : null;
    const passwordHash = await this.passwords.hash(generated ?? this.config.adminPassword?.reveal() ?? generatePassword());
    const email = this.config.adminEmail.trim().toLowerCase();
    const isForced = generated !== null;
    const forced = { mustChangePassword: isForced, passwordChangeBy: isForced ? passwordChangeBy(this.clock.now()) : null };
    const rest = { role: 'owner', status: 'enabled', ...forced } as const;
    await manager.insert(OperatorEntity, { id: this.ids.id(), email, passwordHash, ...rest, ...this.times() });
    return { email, password: generated };
  }

  private times(): { createdAt: Date; updatedAt: Date } {
    const now = new Date(this.clock.now());
    return { createdAt: now, updatedAt: now };
  }
}
