// `npm test`: every check there is. Each counts as one test, jest's own tests one by one; the last line sums them.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const node = join(root, 'node_modules/.bin/node');
const bin = (path) => join(root, 'node_modules', path);
const tsc = bin('@typescript/native/bin/tsc');

const temporary = mkdtempSync(join(tmpdir(), 'posthorn-npm-test-'));
const jestReport = join(temporary, 'jest.json');

/** In order: the cheap and the fatal first. */
const checks = [
  { name: 'build', args: [tsc, '-b'] },
  { name: 'types of everything, specs included', args: [tsc, '-p', 'tools/check/tsconfig.json'] },
  { name: 'formatting', args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'] },
  // Through nx: bare eslint without a cached project graph skips the import rules with a warning.
  { name: 'lint', args: [bin('nx/dist/bin/nx.js'), 'run', '@posthorn/source:lint'] },
];

let running;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    running?.kill(signal);
    process.exitCode = 1;
  });
}

let passed = 0;
let failed = 0;
for (const { name, args } of checks) {
  const began = performance.now();
  const ok = (await run(args)) === 0;
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
}

const jestStatus = await run(['tools/check/jest.mjs', '--json', `--outputFile=${jestReport}`, '--silent']);
const counts = countJest(jestStatus);
rmSync(temporary, { recursive: true, force: true });
passed += counts.passed;
failed += counts.failed;
process.exitCode = failed === 0 && process.exitCode !== 1 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);

function run(args) {
  return new Promise((resolve) => {
    // stdout of jest --json repeats the report; its readable account goes to stderr.
    const stdout = args.includes('--json') ? 'ignore' : 'inherit';
    running = spawn(node, args, { cwd: root, stdio: ['ignore', stdout, 'inherit'], env: { ...process.env, NX_DAEMON: 'false' } });
    running.once('error', () => resolve(1));
    running.once('exit', (code) => resolve(code ?? 1));
  });
}

/** A run that ended without a report, or badly without naming a failed test, counts as one failure. */
function countJest(status) {
  try {
    const report = JSON.parse(readFileSync(jestReport, 'utf8'));
    // A file that cannot even be loaded has no tests that could fail.
    const broken = report.numRuntimeErrorTestSuites;
    const failedTests = report.numFailedTests + broken;
    return { passed: report.numPassedTests, failed: failedTests === 0 && status !== 0 ? 1 : failedTests };
  } catch {
    console.log('FAIL jest ended without a report');
    return { passed: 0, failed: 1 };
  }
}
