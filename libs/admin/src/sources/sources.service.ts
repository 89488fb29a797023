import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { INTERNAL_SOURCE_SLUG, type Clock, type DeliverySignals, type FieldError, type Uuid } from '@posthorn/contracts';
import { CLOCK, CONFIG, ProblemError, type Config } from '@posthorn/platform';
import { DeliveryControl, IdGenerator, SourceEntity, SourceSecretEntity, type Database } from '@posthorn/store';
import { DATABASE, DELIVERY_SIGNALS, PUBLIC_URL } from '../admin.tokens.js';
import { ConfigurationChanges } from '../api/configuration-changes.js';
import { requireMatch } from '../api/etag.js';
import { type ListQueryDto } from '../api/list-query.dto.js';
import { isJsonObject, type JsonObject } from '../api/merge-patch.js';
import { mapPage, readPage, type Page } from '../api/page.js';
import { throwFaults, validateDto } from '../api/validate-dto.js';
import { findProject } from '../projects/project-repository.js';
import { findOwnedSource, findSource, listSources, secretsOf } from './source-repository.js';
import { mergeSource, readSettings } from './source-rules.js';
import { SourceVerification } from './source-verification.js';
import { SourceDto } from './source.dto.js';
import { presentSource, type SourceView } from './source.presenter.js';

const SLUG_LENGTH = 20;
const SLUG_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

@Injectable()
export class SourcesService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PUBLIC_URL) private readonly publicUrl: () => string,
    @Inject(DELIVERY_SIGNALS) private readonly signals: DeliverySignals,
    private readonly ids: IdGenerator,
    private readonly changes: ConfigurationChanges,
    private readonly verification: SourceVerification,
    private readonly control: DeliveryControl,
  ) {}

  async list(projectId: Uuid, query: ListQueryDto): Promise<Page<SourceView>> {
    const { manager } = this.database.dataSource;
    const page = await readPage(query, (before, count) => listSources(manager, projectId, before, count));
    const secrets = await secretsOf(
      manager,
      page.data.map(({ id }) => id),
    );
    return mapPage(page, (source) => this.present(source, secrets.get(source.id)));
  }

  async get(projectId: Uuid, id: Uuid): Promise<SourceView> {
    const { manager } = this.database.dataSource;
    const source = await findSource(manager, projectId, id);
    return this.present(source, (await secretsOf(manager, [id])).get(id));
  }

  create(projectId: Uuid, dto: SourceDto): Promise<SourceView> {
    const { provider, options, secrets } = dto.verification;
    const drafts = this.verification.drafts(secrets ?? []);
    const faults: FieldError[] = this.verification.faultsOf(provider, options ?? {}, drafts);
    const settings = readSettings(dto, this.config.maxBodyBytes, faults);
    throwFaults(faults);
    if (dto.slug === INTERNAL_SOURCE_SLUG) throw reservedSlug();
    return this.changes.commit(
      async (manager) => {
        await findProject(manager, projectId);
        const now = new Date(this.clock.now());
        const source = manager.create(SourceEntity, {
          ...settings,
          id: this.ids.id(),
          projectId,
          internal: false,
          slug: dto.slug ?? randomSlug(),
          provider,
          options: options ?? {},
          createdAt: now,
          updatedAt: now,
          deletedAt: null,
        });
        await manager.save(source);
        return this.present(source, await this.verification.store(manager, source.id, drafts));
      },
      { action: 'source.created', type: 'source', projectId },
    );
  }

  update(projectId: Uuid, id: Uuid, patch: JsonObject, ifMatch: string | null): Promise<SourceView> {
    throwFaults(secretsInPatch(patch));
    return this.changes.commit(
      async (manager) => {
        const source = await findOwnedSource(manager, projectId, id);
        const secrets = (await secretsOf(manager, [id])).get(id) ?? [];
        requireMatch(ifMatch, this.present(source, secrets));
        const dto = await validateDto(SourceDto, mergeSource(source, patch));
        const { provider, options } = dto.verification;
        const faults: FieldError[] = this.verification.faultsOf(provider, options ?? {}, this.verification.open(secrets));
        const settings = readSettings(dto, this.config.maxBodyBytes, faults);
        throwFaults(faults);
        const slug = dto.slug ?? source.slug;
        if (slug === INTERNAL_SOURCE_SLUG && slug !== source.slug) throw reservedSlug();
        Object.assign(source, settings, { slug, provider, options: options ?? {}, updatedAt: new Date(this.clock.now()) });
        await manager.save(source);
        return this.present(source, secrets);
      },
      { action: 'source.updated', type: 'source', projectId, id },
    );
  }

  async remove(projectId: Uuid, id: Uuid, ifMatch: string | null): Promise<void> {
    await this.changes.commit(
      async (manager) => {
        const source = await findOwnedSource(manager, projectId, id);
        requireMatch(ifMatch, this.present(source, (await secretsOf(manager, [id])).get(id)));
        await manager.update(SourceEntity, { id }, { deletedAt: new Date(this.clock.now()) });
        // Nothing verifies with them any more.
        await manager.delete(SourceSecretEntity, { sourceId: id });
      },
      { action: 'source.deleted', type: 'source', projectId, id },
    );
    this.signals.cancelled(await this.control.endWaiting({ sourceId: id }, { status: 'cancelled', reason: 'source-deleted' }));
  }

  private present(source: SourceEntity, secrets: readonly SourceSecretEntity[] = []): SourceView {
    return presentSource(source, secrets, this.publicUrl());
  }
}

function secretsInPatch({ verification }: JsonObject): FieldError[] {
  if (!isJsonObject(verification) || !('secrets' in verification)) return [];
  return [{ field: 'verification.secrets', code: 'invalid', message: 'Secrets are rotated with POST …/secrets and revoked with DELETE.' }];
}

/** 103 bits: a URL that nobody guesses. */
function randomSlug(): string {
  return Array.from({ length: SLUG_LENGTH }, () => SLUG_ALPHABET[randomInt(SLUG_ALPHABET.length)]).join('');
}

/** Nothing would break, but a receiver could not tell whose event it got: its header `posthorn-source` is the slug. */
function reservedSlug(): ProblemError {
  return new ProblemError('conflict', { detail: "The name is taken by the relay's own source." });
}
