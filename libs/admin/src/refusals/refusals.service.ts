import { Injectable } from '@nestjs/common';
import type { Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { RefusalReader } from '@posthorn/store';
import { uuidOf } from '../api/id-text.decorator.js';
import { periodIds } from '../api/list-query.dto.js';
import { mapPage, readPage, type Page } from '../api/page.js';
import { presentRefusal, presentRefusalItem, type RefusalItemView, type RefusalView } from './refusal.presenter.js';
import { type RefusalQueryDto } from './refusal.query.dto.js';

@Injectable()
export class RefusalsService {
  constructor(private readonly reader: RefusalReader) {}

  async list(projectId: Uuid, query: RefusalQueryDto): Promise<Page<RefusalItemView>> {
    const filter = { projectId, sourceId: uuidOf('source', query.sourceId), reason: query.reason, ...periodIds(query) };
    const page = await readPage(query, (before, count) => this.reader.list({ ...filter, before }, count));
    return mapPage(page, presentRefusalItem);
  }

  async get(projectId: Uuid, id: Uuid): Promise<RefusalView> {
    const refusal = await this.reader.find(projectId, id);
    if (!refusal) throw new ProblemError('not-found');
    return presentRefusal(refusal);
  }
}
