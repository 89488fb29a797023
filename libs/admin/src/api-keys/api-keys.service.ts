import { Inject, Injectable } from '@nestjs/common';
import { ID_PREFIXES, toTypeId, type Clock, type Uuid } from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';
import { ApiKeyEntity, IdGenerator, type Database } from '@posthorn/store';
import { LessThan, type EntityManager } from 'typeorm';
import { DATABASE } from '../admin.tokens.js';
import { type ListQueryDto } from '../api/list-query.dto.js';
import { mapPage, readPage, type Page } from '../api/page.js';
import { showOnce } from '../api/shown-once.js';
import { throwFaults } from '../api/validate-dto.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { SecretDigest } from '../audit/secret-digest.js';
import { holdProject } from '../projects/project-repository.js';
import { presentApiKey, type ApiKeyDto, type ApiKeyView, type ApiKeyWithValueView } from './api-key.dto.js';
import { digestOfApiKey, generateApiKey, SHOWN_CHARACTERS } from './api-key.reader.js';

@Injectable()
export class ApiKeysService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly ids: IdGenerator,
    private readonly trail: AuditTrail,
    private readonly digest: SecretDigest,
  ) {}

  async list(projectId: Uuid, query: ListQueryDto): Promise<Page<ApiKeyView>> {
    const page = await readPage(query, (before, take) =>
      this.database.dataSource.manager.find(ApiKeyEntity, {
        where: { projectId, ...(before !== undefined && { id: LessThan(before) }) },
        order: { id: 'DESC' },
        take,
      }),
    );
    return mapPage(page, presentApiKey);
  }

  async get(projectId: Uuid, id: Uuid): Promise<ApiKeyView> {
    const key = await this.database.dataSource.manager.findOneBy(ApiKeyEntity, { id, projectId });
    if (!key) throw new ProblemError('not-found');
    return presentApiKey(key);
  }

  async create(projectId: Uuid, createdBy: string, { name, role, expiresAt }: ApiKeyDto): Promise<ApiKeyWithValueView> {
    const now = this.clock.now();
    const until = expiresAt ? new Date(expiresAt) : null;
    if (until && until.getTime() <= now) throwFaults([{ field: 'expiresAt', code: 'invalid', message: 'This time has passed.' }]);
    const value = generateApiKey();
    const key = this.database.dataSource.manager.create(ApiKeyEntity, {
      ...{ id: this.ids.id(), projectId, name, role, createdBy },
      ...{ digest: digestOfApiKey(value), start: value.slice(0, SHOWN_CHARACTERS) },
      ...{ createdAt: new Date(now), expiresAt: until, lastUsedAt: null },
    });
    await this.database.dataSource.transaction(async (manager) => {
      await holdProject(manager, projectId);
      await manager.insert(ApiKeyEntity, key);
      await this.record(manager, 'created', null, key);
    });
    const view: ApiKeyView = presentApiKey(key);
    return showOnce(view, { key: value }) as ApiKeyWithValueView;
  }

  async revoke(projectId: Uuid, id: Uuid): Promise<void> {
    await this.database.dataSource.transaction(async (manager) => {
      const key = await manager.findOne(ApiKeyEntity, { where: { id, projectId }, lock: { mode: 'pessimistic_write' } });
      if (!key) throw new ProblemError('not-found');
      await manager.delete(ApiKeyEntity, { id });
      await this.record(manager, 'revoked', key, null);
    });
  }

  private record(manager: EntityManager, done: string, before: ApiKeyEntity | null, after: ApiKeyEntity | null): Promise<void> {
    const key = after ?? before;
    if (!key) throw new Error('unreachable: a change has a state before or after');
    const change = { action: `api-key.${done}`, projectId: key.projectId, resourceType: 'api-key' } as const;
    const states = { before: before && this.stateOf(before), after: after && this.stateOf(after) };
    return this.trail.append(manager, { ...change, resourceId: toTypeId(ID_PREFIXES.apiKey, key.id), ...states });
  }

  /** When it was used is nothing that somebody changed. */
  private stateOf(key: ApiKeyEntity): object {
    const { lastUsedAt: _used, ...view } = presentApiKey(key);
    return { ...view, digest: this.digest.of(key.digest.toString('base64url')) };
  }
}
