// Who runs, as Linux tells it.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // Ended in the meantime.
  }
};

const pids = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

export const commandLine = (pid) => read(`/proc/${pid}/cmdline`).split('\0').slice(0, -1);

/** After the name, which may hold anything but is in parentheses, come state and parent (proc_pid_stat(5)). */
const parentOf = (pid) => Number(/^.*\) \S (\d+)/s.exec(read(`/proc/${pid}/stat`))?.[1] ?? 0);

/** Children, their children and so on. */
export function descendants(ancestor) {
  const parents = new Map(pids().map((pid) => [pid, parentOf(pid)]));
  const below = (pid) => [...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)]);
  return below(ancestor);
}

/** Processes that work in this folder or below: a Postgres works in its cluster. */
export function workingIn(folder) {
  return pids().filter((pid) => {
    try {
      return `${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(`${folder}/`);
    } catch {
      return false; // Gone, or somebody else's.
    }
  });
}

/** Resident memory in MiB. */
export const residentMiB = (pid) => Number(/^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? Number.NaN) / 1024;

export function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}
