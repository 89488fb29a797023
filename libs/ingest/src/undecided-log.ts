import type { Clock, Uuid } from '@posthorn/contracts';
import type { Logger } from 'pino';

/** At most one line of a source in this time. */
const QUIET_MS = 10_000;

interface Said {
  readonly atMs: number;
  unsaid: number;
}

/** Tells the operator that a source cannot verify. A line for each request would fill the disk: a forger chooses the key that is missing. */
export class UndecidedLog {
  private readonly bySource = new Map<Uuid, Said>();

  constructor(
    private readonly logger: Pick<Logger, 'warn'>,
    private readonly clock: Clock,
  ) {}

  note(sourceId: Uuid, detail: string): void {
    const atMs = this.clock.now();
    const last = this.bySource.get(sourceId);
    if (last && atMs < last.atMs + QUIET_MS) {
      last.unsaid++;
      return;
    }
    this.bySource.set(sourceId, { atMs, unsaid: 0 });
    this.logger.warn({ sourceId, detail, unsaid: last?.unsaid ?? 0 }, 'verification not possible now');
  }
}
