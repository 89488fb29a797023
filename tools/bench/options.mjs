import { parseArgs } from 'node:util';

export const USAGE = `npm run bench -- [scenario …] [--short] [--full] [--write] [--verbose] [--rounds n] [--seconds n] [--cpu-prof folder] [--relay main.js] [--node-flags='…']`;

/** What the command line asks for. Throws on what it does not know. */
export function readOptions(args, known) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      short: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      'cpu-prof': { type: 'string' },
      relay: { type: 'string' },
      'node-flags': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`no such scenario: ${unknown.join(', ')}; there are ${known.join(' ')}`);
  const { short, full } = values;
  const folder = values['cpu-prof'];
  return {
    ...values,
    scenarios: positionals.length > 0 ? positionals : known,
    rounds: count('rounds', values.rounds, short ? 1 : 3, 25),
    seconds: count('seconds', values.seconds, short ? 2 : 5, 60),
    warmUpSeconds: short ? 1 : 3,
    pacedRounds: count('rounds', values.rounds, short ? 1 : 5, 25),
    build: { script: values.relay, nodeFlags: values['node-flags']?.split(' ').filter(Boolean) },
    backlogEvents: short ? 5_000 : 200_000,
    growthEvents: short ? [1_000, 20_000] : [10_000, full ? 2_000_000 : 200_000],
    listSizes: short
      ? { events: 20_000, refusals: 2_000, auditEntries: 1_000, eventsInStatistics: 5_000_000, requests: 20 }
      : { events: 1_000_000, refusals: 100_000, auditEntries: 50_000, eventsInStatistics: 5_000_000, requests: 100 },
    profileFlags: (name) => (folder ? ['--cpu-prof', '--cpu-prof-dir', folder, '--cpu-prof-name', `${name}-${Date.now()}.cpuprofile`] : []),
  };
}

function count(name, text, fallback, most) {
  if (text === undefined) return fallback;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most) throw new Error(`--${name} is a whole number from 1 to ${most}`);
  return number;
}
