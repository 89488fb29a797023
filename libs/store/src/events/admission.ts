import type { Backlog, GroupCommitLimits } from '../group-commit.js';

/** How long a statement may be told to take: one that hung for half a minute says little about the next. */
const MAX_SAMPLE_MS = 2_000;
/** Who would wait for longer is told to come again at once: what is accepted is answered within a second, whatever the load. */
const MAX_EXPECTED_MS = 450;
/** Where even an empty statement takes long, to refuse whoever waits for one and goes with the next would help nobody. */
const SLOW_EXPECTED_MS = 1_000;
/** What an older statement counts beside the one after it: ten statements after a change it is known. */
const FADE = 0.8;
/** A statement is filled so far that it should not take longer: whoever is in it waits for all of it. */
const STATEMENT_MS = 250;
/** What any statement may hold, and how much more than the fullest of late: what a full one takes is found out step by step. */
const FIRST_FILL = 0.064;
const LEAST_GROWTH = 1.25;
const MOST_GROWTH = 2;
/** The fullest of late is forgotten within some hundred statements. */
const FORGET = 0.98;

/** One batch on its way, from its first try to its end. */
export interface Statement {
  readonly fill: number;
  readonly begunMs: number;
  /** The present try. */
  triedMs: number;
}

/**
 * Tells how long an event that comes now would wait for its commit, by what the last statements took (a part for each, a part that
 * grows with how full it is) and how long those under way have been out. A handful of additions an event: no count of what may wait
 * is right for a fast database and for a slow one. Times are of the monotonic clock, in milliseconds.
 */
export class Admission {
  private readonly begun = new Set<Statement>();
  /** Fading sums of a line through (fill, milliseconds). */
  private readonly sum = { weight: 0, fill: 0, ms: 0, fillFill: 0, fillMs: 0 };
  private eachMs = 0;
  private fullMs = 0;
  private fullest = 0;
  private growth = MOST_GROWTH;

  constructor(private readonly limits: GroupCommitLimits) {}

  /** How full the next statement may be; 1 = `maxItems` or `maxBytes`. */
  get maxFill(): number {
    return Math.min(Math.max(FIRST_FILL, this.fullest * this.growth), this.fillInTime());
  }

  /** A statement goes out; tell of its end when its fate is known. */
  begin(items: number, bytes: number, nowMs: number): Statement {
    const statement = { fill: this.fillOf(items, bytes), begunMs: nowMs, triedMs: nowMs };
    this.begun.add(statement);
    return statement;
  }

  /** Learns from the last try alone: what a lost connection cost before it is no measure of the next statement. */
  end(statement: Statement, nowMs: number): void {
    this.begun.delete(statement);
    this.learn(statement.fill, Math.min(nowMs - statement.triedMs, MAX_SAMPLE_MS));
  }

  /** Whether an event may wait that comes now. */
  admits(backlog: Backlog, nowMs: number): boolean {
    const limitMs = Math.min(SLOW_EXPECTED_MS, Math.max(MAX_EXPECTED_MS, 2.2 * this.eachMs));
    return this.expectedMs(backlog, nowMs) <= limitMs;
  }

  /**
   * Until the longest wait of the batch that it would go with is over: whoever joins a batch makes the others in it wait as well.
   * 0 where a statement can go out at once: that is how anybody learns that the database is well again.
   */
  expectedMs(backlog: Backlog, nowMs: number): number {
    const { maxInFlight } = this.limits;
    const free = maxInFlight - this.begun.size;
    const fill = this.fillOf(backlog.items + 1, backlog.bytes);
    if (free > 0 && fill <= this.maxFill) return 0;
    // Not `maxFill`: that has grown by the time that this one's turn comes.
    const maxFill = this.fillInTime();
    const ahead = Math.ceil(fill / maxFill) - 1;
    const left = [...this.begun].map((one) => this.leftMs(one, nowMs)).sort((a, b) => a - b);
    const slotMs = left[(ahead % maxInFlight) - free] ?? 0;
    const waitedMs = ahead === 0 && backlog.sinceMs !== null ? nowMs - backlog.sinceMs : 0;
    return waitedMs + slotMs + Math.floor(ahead / maxInFlight) * this.takesMs(maxFill) + this.takesMs(fill - ahead * maxFill);
  }

  /** Of one statement; 1 = it holds no more. */
  private fillOf(items: number, bytes: number): number {
    return Math.max(items / this.limits.maxItems, bytes / this.limits.maxBytes);
  }

  private fillInTime(): number {
    if (this.fullMs === 0) return 1;
    // Where the statement itself is what takes long, a fuller one costs little more.
    const goalMs = Math.max(STATEMENT_MS, 2 * this.eachMs);
    return Math.min(1, Math.max(FIRST_FILL, (goalMs - this.eachMs) / this.fullMs));
  }

  private takesMs(fill: number): number {
    return this.eachMs + this.fullMs * fill;
  }

  /** One that is late is believed to need as long again as it is out: nothing better is known of it. */
  private leftMs({ begunMs, fill }: Statement, nowMs: number): number {
    const outMs = nowMs - begunMs;
    const usualMs = this.takesMs(fill);
    return outMs < usualMs ? usualMs - outMs : outMs;
  }

  private learn(fill: number, tookMs: number): void {
    const { sum } = this;
    this.fullest *= FORGET;
    if (fill >= this.fullest) {
      this.fullest = fill;
      // As if all of its time came from what it held, until more is known.
      this.growth = Math.min(MOST_GROWTH, Math.max(LEAST_GROWTH, STATEMENT_MS / tookMs));
    }
    sum.weight = sum.weight * FADE + 1;
    sum.fill = sum.fill * FADE + fill;
    sum.ms = sum.ms * FADE + tookMs;
    sum.fillFill = sum.fillFill * FADE + fill * fill;
    sum.fillMs = sum.fillMs * FADE + fill * tookMs;
    const spread = sum.fillFill - (sum.fill * sum.fill) / sum.weight;
    const slope = spread > 1e-6 ? (sum.fillMs - (sum.fill * sum.ms) / sum.weight) / spread : 0;
    // Noise must not let a fuller statement look faster, nor an emptier one take less than nothing.
    this.fullMs = Math.min(Math.max(slope, 0), sum.fill > 0 ? sum.ms / sum.fill : 0);
    this.eachMs = (sum.ms - this.fullMs * sum.fill) / sum.weight;
  }
}
