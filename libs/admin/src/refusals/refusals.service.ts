import { Inject, Injectable } from '@nestjs/common';
import type { RefusalInbox, Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { RefusalReader } from '@posthorn/store';
import { REFUSAL_INBOX } from '../admin.tokens.js';
import { uuidOf } from '../api/id-text.decorator.js';
import { periodIds } from '../api/list-query.dto.js';
import { mapPage, readPage, type Page } from '../api/page.js';
import { presentRefusal, presentRefusalItem, type RefusalItemView, type RefusalView } from './refusal.presenter.js';
import { type RefusalQueryDto } from './refusal.query.dto.js';

/** A page, and how many of the same source and period were refused and not kept. */
export interface RefusalPage extends Page<RefusalItemView> {
  readonly notKept: number;
}

@Injectable()
export class RefusalsService {
  constructor(
    private readonly reader: RefusalReader,
    @Inject(REFUSAL_INBOX) private readonly inbox: RefusalInbox,
  ) {}

  async list(projectId: Uuid, query: RefusalQueryDto): Promise<RefusalPage> {
    const sourceId = uuidOf('source', query.sourceId);
    const accepted = query.accepted === undefined ? undefined : query.accepted === 'true';
    const filter = { projectId, sourceId, accepted, reason: query.reason, ...periodIds(query) };
    const page = await readPage(query, (before, count) => this.reader.list({ ...filter, before }, count));
    const [fromMs, toMs] = [query.from, query.to].map((text) => (text === undefined ? undefined : Date.parse(text)));
    const notKept = await this.reader.countNotKept({ projectId, sourceId, fromMs, toMs });
    return { ...mapPage(page, presentRefusalItem), notKept };
  }

  async get(projectId: Uuid, id: Uuid): Promise<RefusalView> {
    const refusal = await this.reader.find(projectId, id);
    if (!refusal) throw new ProblemError('not-found');
    return presentRefusal(refusal, await this.inbox.diagnose(projectId, id));
  }
}
