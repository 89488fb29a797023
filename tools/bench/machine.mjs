import { execFileSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { availableParallelism, cpus, release, tmpdir, totalmem, type } from 'node:os';
import { NODE, root } from './children.mjs';

const TMPFS = 0x01021994;

/** What the figures were measured on. */
export async function describeMachine(postgres) {
  return {
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    commit: git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') ? ' with changes' : ''),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: execFileSync(NODE, ['--version'], { encoding: 'utf8' }).trim(),
    postgres: `${await postgres.version()}, embedded, fsync on${statfsSync(tmpdir()).type === TMPFS ? ', data on tmpfs: fsync costs nothing there' : ''}`,
  };
}

function git(...args) {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'unknown';
  }
}
