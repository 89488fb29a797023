import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Uuid } from '@posthorn/contracts';
import { CLOCK, CONFIG, ProblemError, type Config } from '@posthorn/platform';
import { DAY_MS, HOUR_MS, LedgerReader, type LedgerPeriod } from '@posthorn/store';
import { presentLedgerEntry, type LedgerView } from './ledger.presenter.js';
import { type LedgerQueryDto } from './ledger.query.dto.js';

@Injectable()
export class LedgerService {
  constructor(
    private readonly reader: LedgerReader,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(projectId: Uuid, query: LedgerQueryDto): Promise<LedgerView> {
    const entries = await this.reader.read(projectId, this.periodOf(query));
    return { data: entries.map(presentLedgerEntry) };
  }

  private periodOf({ from, to }: LedgerQueryDto): LedgerPeriod {
    const now = this.clock.now();
    const earliest = hourOf(now - this.config.retentionDays * DAY_MS);
    // An id of this moment may borrow from the next: the hour that has begun is a full one.
    const latest = hourOf(now) + HOUR_MS;
    const toMs = to === undefined ? latest : hourOf(Date.parse(to) + HOUR_MS - 1);
    const fromMs = from === undefined ? Math.max(earliest, toMs - DAY_MS) : hourOf(Date.parse(from));
    if (from !== undefined && fromMs < earliest) throw invalid('from', `History is kept for ${this.config.retentionDays} days.`);
    if (fromMs >= toMs) throw invalid(to === undefined ? 'from' : 'to', 'The period ends before it begins.');
    return { fromMs, toMs: Math.min(toMs, Math.max(latest, fromMs + HOUR_MS)) };
  }
}

function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS) * HOUR_MS;
}

function invalid(field: string, message: string): ProblemError {
  return new ProblemError('invalid', { errors: [{ field, code: 'invalid', message }] });
}
