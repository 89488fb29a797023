import { Inject, Injectable } from '@nestjs/common';
import type { Clock, SourceSecret, Uuid } from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';
import { SourceSecretEntity, type SourceEntity } from '@posthorn/store';
import { ConfigurationChanges } from '../api/configuration-changes.js';
import { throwFaults } from '../api/validate-dto.js';
import { findOwnedSource, secretsOf } from './source-repository.js';
import { SourceVerification } from './source-verification.js';
import type { AddSourceSecretDto } from './source.dto.js';
import { presentSourceSecret, type SourceSecretView } from './source.presenter.js';

const MAX_SECRETS = 20;

/** Rotation: a new secret counts at once, those of before until their time is over or somebody revokes them. */
@Injectable()
export class SourceSecretsService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly changes: ConfigurationChanges,
    private readonly verification: SourceVerification,
  ) {}

  add(projectId: Uuid, sourceId: Uuid, { value, expirePreviousInSeconds }: AddSourceSecretDto): Promise<SourceSecretView> {
    return this.changes.commit(
      async (manager) => {
        const source = await findOwnedSource(manager, projectId, sourceId);
        const rows = (await secretsOf(manager, [sourceId])).get(sourceId) ?? [];
        const open = this.verification.open(rows);
        if (open.length >= MAX_SECRETS) throw new ProblemError('conflict', { detail: 'There are 20 secrets already; revoke one first.' });
        const drafts = this.verification.drafts([value]);
        const faults = this.verification.faultsOf(source.provider, source.options, drafts);
        throwFaults(faults.map((fault) => (fault.field === 'verification.secrets.0' ? { ...fault, field: 'value' } : fault)));
        const ended = rows.filter(({ id }) => !open.some((secret) => secret.id === id));
        if (ended.length > 0) await manager.remove(ended);
        if (typeof expirePreviousInSeconds === 'number') {
          const expiresAt = new Date(this.clock.now() + expirePreviousInSeconds * 1_000);
          const later = rows.filter((row) => !ended.includes(row) && (row.expiresAt === null || row.expiresAt > expiresAt));
          for (const row of later) await manager.update(SourceSecretEntity, { id: row.id }, { expiresAt });
        }
        const [stored] = await this.verification.store(manager, sourceId, drafts);
        if (!stored) throw new Error('unreachable: one draft makes one row');
        return presentSourceSecret(stored);
      },
      { action: 'source.secret-added', type: 'source', projectId, id: sourceId },
    );
  }

  revoke(projectId: Uuid, sourceId: Uuid, secretId: Uuid): Promise<void> {
    return this.changes.commit(
      async (manager) => {
        const source = await findOwnedSource(manager, projectId, sourceId);
        const rows = (await secretsOf(manager, [sourceId])).get(sourceId) ?? [];
        const row = rows.find(({ id }) => id === secretId);
        if (!row) throw new ProblemError('not-found');
        const rest = this.verification.open(rows.filter(({ id }) => id !== secretId));
        if (this.verification.faultsOf(source.provider, source.options, rest).length > 0) {
          throw new ProblemError('conflict', {
            detail: 'Without this secret the source could verify nothing; add another first, or disable the source.',
          });
        }
        if (this.wouldOpen(source, rest)) {
          const detail = 'Without this secret the source would take whatever comes; add another first, or set the provider to none.';
          throw new ProblemError('conflict', { detail });
        }
        await manager.remove(row);
      },
      { action: 'source.secret-revoked', type: 'source', projectId, id: sourceId },
    );
  }
  /** Where a secret is optional, the loss of the last one must not turn verification off by the way. */
  private wouldOpen({ provider, options }: SourceEntity, rest: readonly SourceSecret[]): boolean {
    const takes = (secrets: readonly SourceSecret[]): boolean => this.verification.takesAnything(provider, options, secrets);
    return takes(rest) && !takes(this.verification.drafts(['any']));
  }
}
