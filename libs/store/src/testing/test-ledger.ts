import type { Uuid } from '@posthorn/contracts';
import { deliveryIdOf } from '../events/event-id.js';
import type { NextStep } from '../deliveries/outcome.js';
import { HOUR_MS } from '../ledger/ledger-hour.js';
import { LedgerFold } from '../ledger/ledger-fold.js';
import { LedgerReader, type LedgerEntry, type LedgerPeriod } from '../ledger/ledger-reader.js';
import {
  newEvent,
  TEST_DESTINATION,
  TEST_PROJECT,
  TEST_SOURCE,
  TEST_SUBSCRIPTION,
  type TestDatabaseHandle,
  type TestProcess,
} from './test-store.js';

/** The numbers of an entry, without those that are 0. */
export type Books = Readonly<Record<string, number | boolean>>;

/** A project with a source, and its ledger. */
export class TestLedger {
  readonly fold: LedgerFold;
  private readonly reader: LedgerReader;

  private constructor(private readonly database: TestDatabaseHandle) {
    this.fold = new LedgerFold(database.pool);
    this.reader = new LedgerReader(database.pool);
  }

  static async open(database: TestDatabaseHandle): Promise<TestLedger> {
    const ledger = new TestLedger(database);
    await ledger.addSource(TEST_SOURCE);
    return ledger;
  }

  async addSource(id: Uuid): Promise<void> {
    await this.database.pool.query(
      `insert into source (id, project_id, slug, name, provider, options, dedupe_window_seconds, methods, response)
       values ($1::uuid, $2, $1::uuid::text, 'S', 'none', '{}', 60, '{POST}', '{}')`,
      [id, TEST_PROJECT],
    );
  }

  /** Of the day around a moment; every source of the project that has anything. */
  entries(aroundMs = Date.now()): Promise<LedgerEntry[]> {
    const hour = Math.floor(aroundMs / HOUR_MS) * HOUR_MS;
    return this.read({ fromMs: hour - 12 * HOUR_MS, toMs: hour + 12 * HOUR_MS });
  }

  read(period: LedgerPeriod): Promise<LedgerEntry[]> {
    return this.reader.read(TEST_PROJECT, period);
  }

  async books(sourceId: Uuid = TEST_SOURCE): Promise<Books> {
    const entry = (await this.entries()).find((one) => one.sourceId === sourceId);
    if (!entry) return {};
    const { counters, scheduled, delivering, balanced } = entry;
    const numbers = Object.entries({ ...counters, scheduled, delivering }).filter(([, count]) => count !== 0);
    return { ...Object.fromEntries(numbers), balanced };
  }
}

/** An event with one delivery, which waits in the queue unless the process keeps it in memory. */
export async function storeDelivery(by: TestProcess): Promise<Uuid> {
  return deliveryIdOf((await by.events.accept(newEvent())).eventId, 1);
}

/** What an attempt came to. */
export function recordOutcome(by: TestProcess, deliveryId: Uuid, next: NextStep, fromMemory = false): Promise<boolean> {
  const ref = { deliveryId, projectId: TEST_PROJECT, destinationId: TEST_DESTINATION, subscriptionId: TEST_SUBSCRIPTION };
  const exchange = { request: null, response: null, error: null };
  const outcome = next.status === 'delivered' ? ('delivered' as const) : ('retry' as const);
  const attempt = { number: 1, startedAtMs: Date.now(), durationMs: 1, outcome, reason: null, exchange };
  return by.outcomes.record({ ...ref, attempt, next }, { heldBy: by.epoch.current, fromMemory, event: { sourceId: TEST_SOURCE } });
}
