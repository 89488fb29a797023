// Top self times of a CPU profile: node tools/bench/profile.mjs <file.cpuprofile> [rows]
import { readFileSync } from 'node:fs';

const [file, rows = '40'] = process.argv.slice(2);
const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8'));
const byId = new Map(nodes.map((node) => [node.id, node]));
const selfMs = new Map();
let totalMs = 0;
samples.forEach((id, index) => {
  const { functionName, url, lineNumber } = byId.get(id).callFrame;
  const where = url.replace(/^.*\/(node_modules|apps|libs|tools)\//, '$1/').replace('node_modules/', '');
  const name = `${functionName || '(anonymous)'}  ${where}${where ? `:${lineNumber + 1}` : ''}`;
  const ms = timeDeltas[index] / 1_000;
  // Idle waiting is no work: shares are of the busy time.
  if (functionName === '(idle)' || functionName === '(program)') return;
  selfMs.set(name, (selfMs.get(name) ?? 0) + ms);
  totalMs += ms;
});

const byFile = new Map();
for (const [name, ms] of selfMs) {
  const group =
    /^\(/.test(name) && !name.includes('/')
      ? name.trim()
      : name
          .split('  ')[1]
          .replace(/:\d+$/, '')
          .replace(/^node:.*$/, 'node internals') || 'native';
  const short = group.replace(/^((?:@[^/]+\/)?[^/]+)\/.*$/, (whole, first) => (['libs', 'apps', 'tools'].includes(first) ? whole : first));
  byFile.set(short, (byFile.get(short) ?? 0) + ms);
}
const print = (title, map, count) => {
  process.stdout.write(`\n${title}\n`);
  for (const [name, ms] of [...map].sort((a, b) => b[1] - a[1]).slice(0, count)) {
    process.stdout.write(`${((ms / totalMs) * 100).toFixed(1).padStart(6)} %  ${name}\n`);
  }
};
process.stdout.write(`busy ${(totalMs / 1_000).toFixed(1)} s\n`);
print('self time by function', selfMs, Number(rows));
print('self time by file or package', byFile, Number(rows));
