// UUID v7 from random bytes drawn in blocks. An event's id ends in 16 zero bits, for the numbers of its deliveries.
import { randomFillSync } from 'node:crypto';

const random = Buffer.alloc(16_384);
let used = random.length;
let lastMs = 0;
let counter = 0;
let prefix = '';

const hex = (n, digits) => n.toString(16).padStart(digits, '0');

function take(bytes) {
  if (used + 8 > random.length) {
    randomFillSync(random);
    used = 0;
  }
  const at = used;
  used += 8;
  random[at] = (random[at] & 0x3f) | 0x80;
  return random.toString('hex', at, at + bytes);
}

function head() {
  const now = Date.now();
  if (now > lastMs || counter === 4095) {
    lastMs = now > lastMs ? now : lastMs + 1;
    counter = 0;
    const text = hex(lastMs, 12);
    prefix = `${text.slice(0, 8)}-${text.slice(8)}`;
  } else counter++;
  return `${prefix}-7${hex(counter, 3)}`;
}

export function eventId() {
  const start = head();
  const tail = take(6);
  return `${start}-${tail.slice(0, 4)}-${tail.slice(4)}0000`;
}

export function uuid() {
  const start = head();
  const tail = take(8);
  return `${start}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

export const deliveryId = (event, number) => event.slice(0, 32) + hex(number, 4);

/** The smallest id of a millisecond: a partition's bound. */
export const firstIdAt = (ms) => {
  const text = hex(ms, 12);
  return `${text.slice(0, 8)}-${text.slice(8)}-7000-8000-000000000000`;
};
