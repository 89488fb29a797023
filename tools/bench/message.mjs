// What the generator sends and the sink reads: a body whose first bytes tell the run and the request, at fixed places.
const RUN_DIGITS = 4;
const SEQUENCE_DIGITS = 12;
const PREFIX = '{"event":"order.paid","run":"';
const BETWEEN = '","seq":"';
const RUN_AT = PREFIX.length;
const SEQUENCE_AT = RUN_AT + RUN_DIGITS + BETWEEN.length;
/** What a body is at least. */
export const MESSAGE_PREFIX_BYTES = SEQUENCE_AT + SEQUENCE_DIGITS;

/** `bytes` of JSON for one run; the number of the request is written into it by `stampSequence`. */
export function messageBody(run, bytes) {
  const start = `${PREFIX}${String(run).padStart(RUN_DIGITS, '0')}${BETWEEN}${'0'.repeat(SEQUENCE_DIGITS)}","pad":"`;
  return Buffer.from(`${start}${'x'.repeat(Math.max(0, bytes - start.length - 2))}"}`);
}

/** Writes the request's number as digits into `buffer`, ending before `at + digits`. */
export function writeDigits(buffer, at, digits, number) {
  let rest = number;
  for (let place = at + digits - 1; place >= at; place--) {
    buffer[place] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

export function stampSequence(buffer, bodyAt, sequence) {
  writeDigits(buffer, bodyAt + SEQUENCE_AT, SEQUENCE_DIGITS, sequence);
}

function readDigits(buffer, at, digits) {
  let number = 0;
  for (let place = at; place < at + digits; place++) number = number * 10 + buffer[place] - 48;
  return number;
}

export const runOf = (buffer, bodyAt) => readDigits(buffer, bodyAt + RUN_AT, RUN_DIGITS);
export const sequenceOf = (buffer, bodyAt) => readDigits(buffer, bodyAt + SEQUENCE_AT, SEQUENCE_DIGITS);
