/** A receiver that is slowed down gets so much of what it had: half would starve one that fails now and then. */
const SHRINK = 0.7;

/**
 * How many attempts a destination may have under way at once. As many as it is allowed until it fails; then fewer at each failure, and more
 * again with each answer: doubled in every round of answers up to where it failed, one more a round from there on (as TCP does).
 */
export class ConcurrencyLimit {
  /** Infinite = whatever it is allowed, which an operator may change at any time. */
  private value = Number.POSITIVE_INFINITY;
  private slowStartTo = Number.POSITIVE_INFINITY;
  private round = 0;

  /** Attempts of one round were begun under one limit: their failures say one thing, not one each. */
  get currentRound(): number {
    return this.round;
  }

  get isFull(): boolean {
    return this.value === Number.POSITIVE_INFINITY;
  }

  /** At least 1, at most `max`. */
  of(max: number): number {
    return this.isFull ? max : Math.max(1, Math.min(max, Math.floor(this.value)));
  }

  succeeded(max: number): void {
    if (this.isFull) return;
    this.value += this.value < this.slowStartTo ? 1 : 1 / this.value;
    if (this.value >= max) this.value = this.slowStartTo = Number.POSITIVE_INFINITY;
  }

  /** `round`: when the attempt began. Answers whether the limit shrank. */
  failed(max: number, round: number): boolean {
    if (round !== this.round) return false;
    this.round++;
    this.value = this.slowStartTo = Math.max(1, Math.min(max, this.value) * SHRINK);
    return true;
  }

  /** Back to one at a time: it does not answer at all. */
  collapse(max: number): void {
    this.round++;
    this.slowStartTo = Math.max(1, Math.min(max, this.value) / 2);
    this.value = 1;
  }

  /** What another process found out; only where this one knows nothing yet. */
  learn(value: number): void {
    if (this.isFull) this.value = Math.max(1, value);
  }
}
