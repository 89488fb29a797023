// What a CPU profile shows, as shares of the busy time: node tools/bench/profile.mjs <file.cpuprofile> [rows]
// `self`: in the function itself. `total`: with all that it calls, for our own functions only.
import { readFileSync } from 'node:fs';

const [file, rows = '40'] = process.argv.slice(2);
const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8'));
const byId = new Map(nodes.map((node) => [node.id, node]));
for (const node of nodes) for (const child of node.children ?? []) byId.get(child).parent = node;

function placeOf({ callFrame: { url, lineNumber } }) {
  if (url === '') return '';
  return `${url.replace(/^.*\/(node_modules|apps|libs|tools)\//, '$1/').replace('node_modules/', '')}:${lineNumber + 1}`;
}

function packageOf(place) {
  if (place === '') return 'native';
  if (place.startsWith('node:')) return 'node internals';
  const file = place.replace(/:\d+$/, '');
  return /^(libs|apps|tools)\//.test(file) ? file : file.replace(/^((?:@[^/]+\/)?[^/]+)\/.*$/, '$1');
}

const self = new Map();
const byPackage = new Map();
const total = new Map();
const add = (map, key, ms) => map.set(key, (map.get(key) ?? 0) + ms);
let busyMs = 0;
samples.forEach((id, index) => {
  const node = byId.get(id);
  const { functionName } = node.callFrame;
  if (functionName === '(idle)' || functionName === '(program)') return;
  const ms = timeDeltas[index] / 1_000;
  busyMs += ms;
  const place = placeOf(node);
  add(self, `${functionName || '(anonymous)'}  ${place}`, ms);
  add(byPackage, functionName === '(garbage collector)' ? functionName : packageOf(place), ms);
  const seen = new Set();
  for (let at = node; at; at = at.parent) {
    const where = placeOf(at);
    const name = `${at.callFrame.functionName || '(anonymous)'}  ${where}`;
    if (!/^(libs|apps|tools)\//.test(where) || seen.has(name)) continue;
    seen.add(name);
    add(total, name, ms);
  }
});

function print(title, map) {
  process.stdout.write(`\n${title}\n`);
  for (const [name, ms] of [...map].sort((a, b) => b[1] - a[1]).slice(0, Number(rows))) {
    process.stdout.write(`${((ms / busyMs) * 100).toFixed(1).padStart(6)} %  ${name}\n`);
  }
}
process.stdout.write(`busy ${(busyMs / 1_000).toFixed(1)} s\n`);
print('self, by function', self);
print('self, by file or package', byPackage);
print('total, our functions', total);
