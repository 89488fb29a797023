import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The seed that found deliveries cancelled by a relay that had not read its configuration yet. */
const SEED = '11';

describe('G1 and G2: chaos in short', () => {
  it('kills of the relay and of Postgres, and a receiver in trouble, lose nothing', async () => {
    const chaos = spawn(process.execPath, [join(import.meta.dirname, 'chaos.mjs'), '--short', '--seed', SEED]);
    let output = '';
    for (const stream of [chaos.stdout, chaos.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    const stop = setTimeout(() => chaos.kill('SIGTERM'), 110_000);
    const code = await new Promise((resolve) => chaos.once('close', resolve));
    clearTimeout(stop);
    if (code !== 0) throw new Error(output);
    expect(output).toMatch(/^3 kill points in 1 rounds, .* 0 lost, 0 failures/m);
  }, 120_000);
});
