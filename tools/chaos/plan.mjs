// What happens in a round, drawn from its seed alone.
import { FAULTS } from './faults.mjs';
import { Random } from './random.mjs';

/** A few kills of each kind and one receiver's trouble, in the time that `npm test` has. */
const SHORT = ['relay-killed-in-commit', 'postgres-killed', 'receiver-storm', 'relay-killed-slow-configuration'];

/** One relay: each start of a second one costs seconds on a busy machine. */
export function shortPlan(seed) {
  const random = new Random(seed);
  return { seed, relayCount: 1, steps: SHORT.map((fault) => ({ fault, pauseMs: random.between(100, 500) })) };
}

/** So many rounds run on a small volume of their own, which can be filled. */
const SMALL_DISK_SHARE = 0.15;

/** @param only names to draw from; all by default */
export function longPlan(seed, faultCount, only) {
  const random = new Random(seed);
  const smallDisk = random.next() < SMALL_DISK_SHARE || (only?.some((name) => FAULTS[name].needsSmallDisk) ?? false);
  const pairs = Object.entries(FAULTS)
    .filter(([name, { needsSmallDisk }]) => (!only || only.includes(name)) && (smallDisk || !needsSmallDisk))
    .map(([name, { weight }]) => [name, weight]);
  const steps = Array.from({ length: faultCount }, () => ({ fault: random.weighted(pairs), pauseMs: random.between(20, 700) }));
  return { seed, smallDisk, relayCount: random.pick([1, 2, 2]), steps };
}
