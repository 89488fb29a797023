import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ID_PREFIXES, toTypeId, type Clock, type Uuid } from '@posthorn/contracts';
import { CLOCK, LOGGER, type Logger } from '@posthorn/platform';
import { ADVISORY_LOCK, AuditReader, type Database } from '@posthorn/store';
import { DATABASE } from '../admin.tokens.js';
import { requestScope } from '../api/request-scope.js';
import { AuditTrail } from '../audit/audit-trail.js';

/** At most one entry of an account in this time, whatever a guesser does. */
export const FAILED_SIGN_INS_WINDOW_MS = 60_000;
/** How long a count that is due may wait. */
const SWEEP_MS = 5_000;
const MAX_ADDRESSES = 10;
const ACTION = 'operator.sign-in-failed';
/** What names no operator is one account, or ever new names would fill the log. */
const NOBODY = 'unknown';

interface Failures {
  count: number;
  sinceMs: number;
  writtenAtMs: number;
  readonly addresses: Set<string>;
}

/**
 * Tells the audit log of sign-ins that failed: the first of an account at once, those of the minute after it as one entry with their
 * count. In the background: whether an entry is written must not show in the time of an answer, or it would tell which emails have an
 * account. Bounded, since it counts by operator.
 */
@Injectable()
export class FailedSignIns implements OnModuleDestroy {
  private readonly failures = new Map<string, Failures>();
  private readonly sweeper = setInterval(() => this.writeDue(), SWEEP_MS).unref();
  private writing: Promise<void> = Promise.resolve();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly reader: AuditReader,
    private readonly trail: AuditTrail,
  ) {}

  /** `null` = the email is no operator's. */
  count(operatorId: Uuid | null): void {
    const account = operatorId === null ? NOBODY : toTypeId(ID_PREFIXES.operator, operatorId);
    const now = this.clock.now();
    const failures = this.failures.get(account) ?? { count: 0, sinceMs: now, writtenAtMs: 0, addresses: new Set() };
    if (failures.count === 0) failures.sinceMs = now;
    failures.count++;
    const address = requestScope()?.address;
    if (address !== undefined && failures.addresses.size < MAX_ADDRESSES) failures.addresses.add(address);
    this.failures.set(account, failures);
    this.writeDue();
  }

  /** What is due, once it is written. */
  settled(): Promise<void> {
    this.writeDue();
    return this.writing;
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.sweeper);
    await this.settled();
    for (const [resourceId, { count }] of this.failures) {
      if (count > 0) this.logger.warn({ action: ACTION, resourceId, count }, 'failed sign-ins of the last minute are not in the audit log');
    }
  }

  private writeDue(): void {
    const now = this.clock.now();
    for (const [account, failures] of this.failures) {
      if (now - failures.writtenAtMs < FAILED_SIGN_INS_WINDOW_MS) continue;
      if (failures.count === 0) {
        this.failures.delete(account);
        continue;
      }
      const { count, sinceMs } = failures;
      const addresses = [...failures.addresses];
      failures.addresses.clear();
      Object.assign(failures, { count: 0, writtenAtMs: now });
      // One after the other: a flood at many accounts takes one connection.
      this.writing = this.writing.then(() => this.write(account, failures, { count, sinceMs, addresses }));
    }
  }

  private async write(account: string, failures: Failures, told: { count: number; sinceMs: number; addresses: string[] }): Promise<void> {
    const { count, sinceMs, addresses } = told;
    const since = new Date(sinceMs).toISOString();
    try {
      await this.database.dataSource.transaction(async (manager) => {
        await manager.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK.failedSignIns]);
        const [last] = await this.reader.list({ projectId: null, action: ACTION, resourceId: account }, 1);
        if (last && this.clock.now() - last.at.getTime() < FAILED_SIGN_INS_WINDOW_MS) {
          // Another process has had its word in this minute: what this one counted waits for the next.
          Object.assign(failures, { count: failures.count + count, sinceMs, writtenAtMs: last.at.getTime() });
          this.failures.set(account, failures);
          return;
        }
        const change = { action: ACTION, projectId: null, resourceType: 'operator', resourceId: account } as const;
        await this.trail.append(manager, { ...change, after: { count, since, addresses } });
      });
    } catch (error) {
      this.logger.error(
        { err: error, action: ACTION, resourceId: account, count },
        'failed sign-ins could not be written to the audit log',
      );
    }
  }
}
