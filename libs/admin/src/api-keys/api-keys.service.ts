import { Inject, Injectable } from '@nestjs/common';
import { ID_PREFIXES, toTypeId, type Clock, type Uuid } from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';
import { ApiKeyEntity, IdGenerator, type Database } from '@posthorn/store';
import { LessThan, type EntityManager } from 'typeorm';
import { DATABASE } from '../admin.tokens.js';
import { requireMatch } from '../api/etag.js';
import { type ListQueryDto } from '../api/list-query.dto.js';
import { mergeFields, type JsonObject } from '../api/merge-patch.js';
import { mapPage, readPage, type Page } from '../api/page.js';
import { showOnce } from '../api/shown-once.js';
import { throwFaults, validateDto } from '../api/validate-dto.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { SecretDigest } from '../audit/secret-digest.js';
import { callerIdOf, type Caller } from '../auth/caller.js';
import { isAtLeast } from '../auth/role.js';
import { holdProject } from '../projects/project-repository.js';
import { ApiKeyValues, newValue } from './api-key-values.js';
import { ApiKeyDto, type RotateApiKeyDto } from './api-key.dto.js';
import { presentApiKey, type ApiKeyView, type ApiKeyWithValueView } from './api-key.presenter.js';

@Injectable()
export class ApiKeysService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly ids: IdGenerator,
    private readonly values: ApiKeyValues,
    private readonly trail: AuditTrail,
    private readonly digest: SecretDigest,
  ) {}

  async list(projectId: Uuid, query: ListQueryDto): Promise<Page<ApiKeyView>> {
    const { manager } = this.database.dataSource;
    const page = await readPage(query, (before, take) =>
      manager.find(ApiKeyEntity, {
        where: { projectId, ...(before !== undefined && { id: LessThan(before) }) },
        order: { id: 'DESC' },
        take,
      }),
    );
    const keyIds = page.data.map(({ id }) => id);
    const former = await this.values.former(manager, keyIds);
    return mapPage(page, (key) => presentApiKey(key, former.get(key.id) ?? []));
  }

  async get(projectId: Uuid, id: Uuid): Promise<ApiKeyView> {
    const { manager } = this.database.dataSource;
    const key = await manager.findOneBy(ApiKeyEntity, { id, projectId });
    if (!key) throw new ProblemError('not-found');
    return this.present(manager, key);
  }

  create(projectId: Uuid, caller: Caller, dto: ApiKeyDto): Promise<ApiKeyWithValueView> {
    const { text, kept } = newValue();
    const expiresAt = dto.expiresAt === undefined ? limitOf(caller)?.toISOString() : dto.expiresAt;
    const settings = this.settingsOf({ ...dto, expiresAt: expiresAt ?? null }, caller);
    return this.database.dataSource.transaction(async (manager) => {
      await holdProject(manager, projectId);
      const key = manager.create(ApiKeyEntity, {
        ...{ id: this.ids.id(), projectId, createdBy: callerIdOf(caller), ...settings, ...kept },
        ...{ createdAt: new Date(this.clock.now()), rotatedAt: null, lastUsedAt: null },
      });
      await manager.insert(ApiKeyEntity, key);
      await this.record(manager, 'created', null, key);
      return this.showOnce(presentApiKey(key, []), text);
    });
  }

  update(
    projectId: Uuid,
    id: Uuid,
    patch: JsonObject,
    { caller, ifMatch }: { caller: Caller; ifMatch: string | null },
  ): Promise<ApiKeyView> {
    return this.change(projectId, id, async (manager, key) => {
      requireMatch(ifMatch, await this.present(manager, key));
      const { name, role, expiresAt } = key;
      const now = { name, role, expiresAt: expiresAt?.toISOString() };
      const before = { ...key };
      Object.assign(key, this.settingsOf(await validateDto(ApiKeyDto, mergeFields(now, patch)), caller, before));
      await manager.update(ApiKeyEntity, { id }, { name: key.name, role: key.role, expiresAt: key.expiresAt });
      await this.record(manager, 'updated', before, key);
      return this.present(manager, key);
    });
  }

  /** The same key with a new value. Throws `forbidden` for a key that would come to a value which outlives it. */
  rotate(projectId: Uuid, id: Uuid, caller: Caller, { expirePreviousInSeconds }: RotateApiKeyDto): Promise<ApiKeyWithValueView> {
    const { text, kept } = newValue();
    return this.change(projectId, id, async (manager, key) => {
      if (outlives(key.expiresAt, limitOf(caller))) throw new ProblemError('forbidden', { detail: OUTLIVES });
      const before = { ...key };
      await this.values.retire(manager, key, expirePreviousInSeconds ?? 0);
      Object.assign(key, kept, { rotatedAt: new Date(this.clock.now()), lastUsedAt: null });
      await manager.update(ApiKeyEntity, { id }, { ...kept, rotatedAt: key.rotatedAt, lastUsedAt: null });
      await this.record(manager, 'rotated', before, key);
      return this.showOnce(await this.present(manager, key), text);
    });
  }

  revoke(projectId: Uuid, id: Uuid): Promise<void> {
    return this.change(projectId, id, async (manager, key) => {
      await this.values.forget(manager, id);
      await manager.delete(ApiKeyEntity, { id });
      await this.record(manager, 'revoked', key, null);
    });
  }

  /** One at a time for a key: two rotations at once must leave one value of now. */
  private change<T>(projectId: Uuid, id: Uuid, work: (manager: EntityManager, key: ApiKeyEntity) => Promise<T>): Promise<T> {
    return this.database.dataSource.transaction(async (manager) => {
      const key = await manager.findOne(ApiKeyEntity, { where: { id, projectId }, lock: { mode: 'pessimistic_write' } });
      if (!key) throw new ProblemError('not-found');
      return work(manager, key);
    });
  }

  /** A key gets no time beyond that of the key that asks; roles cannot be more than an admin's, who alone gets here. */
  private settingsOf(
    { name, role, expiresAt }: ApiKeyDto,
    caller: Caller,
    before?: Pick<ApiKeyEntity, 'role' | 'expiresAt'>,
  ): Pick<ApiKeyEntity, 'name' | 'role' | 'expiresAt'> {
    const limit = limitOf(caller);
    const until = expiresAt ? new Date(expiresAt) : null;
    const isKept = before !== undefined && until?.getTime() === before.expiresAt?.getTime();
    const isRaised = before !== undefined && !isAtLeast(before.role, role);
    const fault = (message: string) => throwFaults([{ field: 'expiresAt', code: 'invalid', message }]);
    if (until && !isKept && until.getTime() <= this.clock.now()) fault('This time has passed.');
    if ((!isKept || isRaised) && outlives(until, limit)) fault(OUTLIVES);
    return { name, role, expiresAt: until };
  }

  private async present(manager: EntityManager, key: ApiKeyEntity): Promise<ApiKeyView> {
    return presentApiKey(key, (await this.values.former(manager, [key.id])).get(key.id) ?? []);
  }

  private showOnce(view: ApiKeyView, key: string): ApiKeyWithValueView {
    return showOnce(view, { key }) as ApiKeyWithValueView;
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
    const { lastUsedAt: _used, formerValues: _former, ...view } = presentApiKey(key, []);
    return { ...view, digest: this.digest.of(key.digest.toString('base64url')) };
  }
}

const OUTLIVES = 'A key gives no other one more time than it has.';

const outlives = (until: Date | null, limit: Date | null): boolean => limit !== null && (until === null || until > limit);

/** When what the caller may do ends by itself; `null` = never. */
const limitOf = (caller: Caller): Date | null => ('key' in caller ? caller.key.expiresAt : null);
