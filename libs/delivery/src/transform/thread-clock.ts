/**
 * Shared by a thread and its starter: which run is under way, and how much processor time the thread had used when it began. Only so can
 * the starter say what a run has used without asking a thread that does not listen.
 */
export class ThreadClock {
  private readonly run: Int32Array;
  private readonly beganUs: Float64Array;

  constructor(readonly shared = new SharedArrayBuffer(16)) {
    this.run = new Int32Array(shared, 0, 1);
    this.beganUs = new Float64Array(shared, 8, 1);
  }

  /** In the thread. `usedUs`: processor time until now. */
  begin(run: number, usedUs: number): void {
    Atomics.store(this.run, 0, 0);
    this.beganUs[0] = usedUs;
    Atomics.store(this.run, 0, run);
  }

  /** Processor time until this run began, ms; `null` = it has not begun, or another one has since. */
  beganMs(run: number): number | null {
    if (Atomics.load(this.run, 0) !== run) return null;
    const beganMs = (this.beganUs[0] ?? 0) / 1_000;
    return Atomics.load(this.run, 0) === run ? beganMs : null;
  }
}
