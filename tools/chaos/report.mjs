// tools/chaos/RESULTS.md, from one run.
import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

export function markdown(totals, faults) {
  const { kills, rounds, events, deliveries, arrivals, duplicates, lost, failures, seconds, seed } = totals;
  const rows = Object.keys(faults).map((name) => `| ${name} | ${totals.faults[name] ?? 0} | ${faults[name].explains ? 'yes' : 'no'} |`);
  return `# What chaos found

Written by \`npm run chaos -- --write\`: ${new Date().toISOString().slice(0, 10)}, commit ${commit()}, seed ${seed}, ${seconds} s,
Node ${process.version}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB.

| what | count |
| --- | --- |
| rounds | ${rounds} |
| **kill points** (SIGKILL or SIGQUIT of a relay or of Postgres) | **${kills}** |
| events answered 2xx or stored | ${events} |
| deliveries, all of them delivered | ${deliveries} |
| arrivals at receivers | ${arrivals} |
| duplicates: arrivals after a 2xx of the same receiver, all within reach of a fault that explains them | ${duplicates} |
| **lost** | **${lost}** |
| broken promises | ${failures.length} |

| fault | times | may repeat a delivery |
| --- | --- | --- |
${rows.join('\n')}
${failures.length > 0 ? `\n## Failures\n\n${failures.map((line) => `- ${line}`).join('\n')}\n` : ''}`;
}

function commit() {
  try {
    const git = (...args) => execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--', '../../libs', '../../apps') ? ' with changes' : ''}`;
  } catch {
    return 'unknown';
  }
}
