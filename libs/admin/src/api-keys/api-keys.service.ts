import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Uuid } from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';
import { ApiKeyEntity, IdGenerator, type Database } from '@posthorn/store';
import { LessThan } from 'typeorm';
import { DATABASE } from '../admin.tokens.js';
import { type ListQueryDto } from '../api/list-query.dto.js';
import { mapPage, readPage, type Page } from '../api/page.js';
import { showOnce } from '../api/shown-once.js';
import { throwFaults } from '../api/validate-dto.js';
import { presentApiKey, type ApiKeyDto, type ApiKeyView, type ApiKeyWithValueView } from './api-key.dto.js';
import { digestOfApiKey, generateApiKey, SHOWN_CHARACTERS } from './api-key.reader.js';

@Injectable()
export class ApiKeysService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly ids: IdGenerator,
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
    const { manager } = this.database.dataSource;
    const key = manager.create(ApiKeyEntity, {
      ...{ id: this.ids.id(), projectId, name, role, createdBy },
      ...{ digest: digestOfApiKey(value), start: value.slice(0, SHOWN_CHARACTERS) },
      ...{ createdAt: new Date(now), expiresAt: until, lastUsedAt: null },
    });
    await manager.insert(ApiKeyEntity, key);
    const view: ApiKeyView = presentApiKey(key);
    return showOnce(view, { key: value }) as ApiKeyWithValueView;
  }

  async revoke(projectId: Uuid, id: Uuid): Promise<void> {
    const { affected } = await this.database.dataSource.manager.delete(ApiKeyEntity, { id, projectId });
    if (affected !== 1) throw new ProblemError('not-found');
  }
}
