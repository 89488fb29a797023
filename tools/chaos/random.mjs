// Chance that can be repeated: the same seed gives the same plan of faults, bodies and moments.

/** mulberry32: 32 bits of state are plenty for a plan, and it is six lines. */
export class Random {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick(list) {
    return list[this.between(0, list.length - 1)];
  }

  /** One of `[value, weight]`. */
  weighted(pairs) {
    let at = this.next() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
    return (pairs.find(([, weight]) => (at -= weight) < 0) ?? pairs.at(-1))[0];
  }

  /** A stream of its own, so that what one part draws does not depend on how far another has come. */
  fork() {
    return new Random(Math.floor(this.next() * 4_294_967_296));
  }
}
