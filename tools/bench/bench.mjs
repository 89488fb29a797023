// npm run bench: measures this build and the bare limit in one run. See README.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BenchPostgres } from './bench-postgres.mjs';
import { BenchRun } from './bench-run.mjs';
import { describeMachine } from './machine.mjs';
import { readOptions, USAGE } from './options.mjs';
import { json, markdown, table } from './report.mjs';
import { SCENARIOS } from './scenarios/index.mjs';

/** A scenario that takes longer than this has hung. */
const SCENARIO_LIMIT_MS = 900_000;

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  // Leaving by `exit` takes every child, Postgres and the folder along.
  process.once(signal, () => process.exit(code));
}

function optionsOrUsage() {
  try {
    const options = readOptions(
      process.argv.slice(2),
      SCENARIOS.map(({ name }) => name),
    );
    if (!options.help) return options;
    process.stdout.write(`${USAGE}\nscenarios: ${SCENARIOS.map(({ name }) => name).join(' ')}\n`);
    return process.exit(0);
  } catch (error) {
    process.stderr.write(`${error.message}\n${USAGE}\n`);
    return process.exit(64);
  }
}

const say = (line) => process.stderr.write(`${line}\n`);

async function runScenario(bench, { name, run }) {
  say(`${name} …`);
  const limit = setTimeout(() => {
    say(`${name} took over ${SCENARIO_LIMIT_MS / 60_000} minutes`);
    process.exit(1);
  }, SCENARIO_LIMIT_MS);
  try {
    return await run(bench);
  } catch (error) {
    process.exitCode = 1;
    return [{ what: name, unit: '', against: '', note: `failed: ${error.message}` }];
  } finally {
    clearTimeout(limit);
    await bench.stopTargets();
  }
}

const options = optionsOrUsage();
const postgres = await BenchPostgres.start();
const machine = await describeMachine(postgres);
const bench = new BenchRun(postgres, options, options.verbose ? say : () => undefined);
const rows = [];
for (const scenario of SCENARIOS.filter(({ name }) => options.scenarios.includes(name))) rows.push(...(await runScenario(bench, scenario)));
await bench.stop();
await postgres.stop();

const how = `${options.rounds} rounds of ${options.seconds} s, interleaved, medians (paced: ${options.pacedRounds})`;
process.stdout.write(`\n${Object.values(machine).join(' · ')}\n${how}\n\n${table(rows)}\n\n${json(rows, machine)}\n`);
if (options.write) writeFileSync(join(import.meta.dirname, 'RESULTS.md'), markdown(rows, machine, how));
process.exit(process.exitCode ?? 0);
