// npm run chaos: breaks a running installation at random moments, and proves that nothing was lost. See README.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ChaosPostgres } from './chaos-postgres.mjs';
import { FAULTS } from './faults.mjs';
import { longPlan, shortPlan } from './plan.mjs';
import { markdown } from './report.mjs';
import { Round } from './round.mjs';

const USAGE = `npm run chaos -- [--rounds N] [--faults K] [--minutes M] [--streams P] [--seed S] [--only NAME,NAME] [--short] [--verbose] [--write]
faults: ${Object.keys(FAULTS).join(' ')}`;

/** Long enough apart that the load is real, short enough that the faults find something under way. */
const PAUSE_MS = 60;

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  // Leaving by `exit` takes every relay, Postgres and the folder along.
  process.once(signal, () => process.exit(code));
}

const options = readOptions();
const began = performance.now();
const endMs = began + options.minutes * 60_000;
const totals = {
  seed: options.seed,
  rounds: 0,
  events: 0,
  deliveries: 0,
  arrivals: 0,
  kills: 0,
  duplicates: 0,
  lost: 0,
  faults: {},
  failures: [],
};
// A round has an end of its own; this is for what nobody thought of.
setTimeout(() => giveUp(), (options.short ? 3 : options.minutes + 8) * 60_000).unref();

console.log(`chaos --seed ${options.seed}${options.short ? ' --short' : ` --rounds ${options.rounds} --faults ${options.faults}`}`);
const servers = new Map();
try {
  let next = 0;
  const stream = async (name) => {
    while (next < options.rounds && performance.now() < endMs) await runRound(next++, name);
  };
  await Promise.all(Array.from({ length: options.streams }, (_, name) => stream(name)));
} finally {
  for (const server of servers.values()) await server.stop();
}
totals.seconds = Math.round((performance.now() - began) / 1000);
console.log(
  `${totals.kills} kill points in ${totals.rounds} rounds, ${totals.events} events, ${totals.deliveries} deliveries, ` +
    `${totals.duplicates} duplicates, ${totals.lost} lost, ${totals.failures.length} failures (${totals.seconds} s, seed ${options.seed})`,
);
if (options.write) writeFileSync(join(import.meta.dirname, 'RESULTS.md'), markdown(totals, FAULTS));
process.exit(totals.failures.length > 0 ? 1 : 0);

async function runRound(n, stream) {
  const seed = (options.seed + 1_000 * n) >>> 0;
  const plan = options.short ? shortPlan(seed) : longPlan(seed, options.faults, options.only);
  const detail = options.verbose
    ? (line) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} ${line}`)
    : () => undefined;
  const round = new Round(await serverOf(plan, stream), plan, {
    endMs,
    pauseMs: PAUSE_MS,
    detail,
    say: (text) => process.stderr.write(`${text}\n`),
  });
  const verdict = await round.run().catch((error) => ({ broken: error }));
  totals.rounds += 1;
  totals.kills += round.kills;
  for (const { name } of round.faults) totals.faults[name] = (totals.faults[name] ?? 0) + 1;
  const again = `--rounds 1 --seed ${seed}${options.short ? ' --short' : ` --faults ${options.faults}`}`;
  if (verdict.broken) return fail(`round ${n + 1} broke off (${again}): ${verdict.broken.stack}`);
  for (const count of ['events', 'deliveries', 'arrivals', 'duplicates', 'lost']) totals[count] += verdict[count];
  for (const fault of verdict.faults) fail(`round ${n + 1} (${again}): ${fault}`);
  console.log(
    `${verdict.faults.length === 0 ? 'ok  ' : 'FAIL'} round ${n + 1}, seed ${seed}: ${plan.relayCount} relay(s), ${round.faults.length} faults, ` +
      `${round.kills} kills, ${verdict.events} events, ${verdict.duplicates} duplicates, ${verdict.lost} lost, quiet after ${(verdict.settledMs / 1000).toFixed(1)} s`,
  );
}

/** One Postgres for all rounds of a stream, and one on a small volume for those that fill it. */
async function serverOf({ smallDisk = false }, stream) {
  const key = `${stream} ${smallDisk}`;
  if (!servers.has(key)) servers.set(key, await ChaosPostgres.start({ smallDisk }));
  return servers.get(key);
}

function fail(line) {
  totals.failures.push(line);
  console.log(`FAIL ${line}`);
}

function giveUp() {
  console.log('FAIL not done within the limit');
  process.exit(1);
}

function readOptions() {
  const number = { type: 'string' };
  const flag = { type: 'boolean', default: false };
  try {
    const { values } = parseArgs({
      options: {
        rounds: number,
        faults: number,
        minutes: number,
        streams: number,
        seed: number,
        only: number,
        short: flag,
        write: flag,
        verbose: flag,
        help: flag,
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const only = values.only?.split(',');
    const unknown = only?.find((name) => !FAULTS[name]);
    if (unknown) throw new Error(`there is no fault ${unknown}`);
    return {
      ...values,
      only,
      rounds: positive(values.rounds ?? (values.short ? '1' : '5'), 'rounds'),
      faults: positive(values.faults ?? '20', 'faults'),
      minutes: positive(values.minutes ?? '60', 'minutes'),
      streams: positive(values.streams ?? '1', 'streams'),
      seed: positive(values.seed ?? String(1 + (Date.now() % 1_000_000)), 'seed'),
    };
  } catch (error) {
    process.stderr.write(`${error.message}\n${USAGE}\n`);
    return process.exit(64);
  }
}

function positive(text, name) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number above 0`);
  return value;
}
