import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Uuid } from '@posthorn/contracts';
import { CLOCK, CONFIG, type Config } from '@posthorn/platform';
import { StatisticsReader } from '@posthorn/store';
import { periodOf } from './statistics-period.js';
import { presentStatistics, type StatisticsView } from './statistics.presenter.js';
import type { StatisticsQueryDto } from './statistics.query.dto.js';

const TOP = 10;

@Injectable()
export class StatisticsService {
  constructor(
    private readonly reader: StatisticsReader,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(projectId: Uuid, query: StatisticsQueryDto): Promise<StatisticsView> {
    const nowMs = this.clock.now();
    const period = periodOf(query, nowMs, this.config.retentionDays);
    const [buckets, failing, backlog] = await Promise.all([
      this.reader.buckets(projectId, period),
      this.reader.topFailing(projectId, period, TOP),
      this.reader.backlog(projectId),
    ]);
    return presentStatistics({ period, buckets, failing, backlog, nowMs });
  }
}
