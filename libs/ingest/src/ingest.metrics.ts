import type { RefusalReason } from '@posthorn/contracts';
import { Counter, type Registry } from 'prom-client';

export type IngestOutcome = 'accepted' | 'duplicate' | 'refused' | 'handshake' | 'unknown-source' | 'unavailable' | 'aborted';

/** What `/metrics` shows of ingest. Labels are outcomes and reason codes, nothing that a sender chooses. */
export class IngestMetrics {
  private readonly requests: Counter<'outcome'>;
  private readonly refusals: Counter<'reason' | 'kept'>;
  private readonly byOutcome = new Map<IngestOutcome, Counter.Internal>();

  constructor(registry: Registry) {
    const registers = [registry];
    this.requests = new Counter({
      name: 'posthorn_ingest_requests_total',
      help: 'Requests to /in by outcome',
      labelNames: ['outcome'],
      registers,
    });
    this.refusals = new Counter({
      name: 'posthorn_refusals_total',
      help: 'Refused requests by reason, and whether each was kept',
      labelNames: ['reason', 'kept'],
      registers,
    });
  }

  count(outcome: IngestOutcome): void {
    // Looked up once: finding a label's counter costs more than counting.
    let counter = this.byOutcome.get(outcome);
    if (!counter) this.byOutcome.set(outcome, (counter = this.requests.labels({ outcome })));
    counter.inc();
  }

  refused(reason: RefusalReason, kept: boolean): void {
    this.count('refused');
    this.refusals.inc({ reason, kept: String(kept) });
  }
}
