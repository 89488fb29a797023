import { readdirSync, readFileSync } from 'node:fs';

/** Peak resident memory in MiB of a process, or of its greediest child; `null` where there is no /proc. */
export function peakRssMib(pid) {
  const peaks = [pid, ...childrenOf(pid)].map(peakOf).filter((peak) => peak !== null);
  return peaks.length > 0 ? Math.max(...peaks) : null;
}

/** Linux counts CPU time in ticks of 10 ms. */
const TICK_MS = 10;

/** CPU time in milliseconds that a process and its children have used; `null` where there is no /proc. It is what a busy machine falsifies least. */
export function cpuMs(pid) {
  const times = [pid, ...childrenOf(pid)].map(cpuOf).filter((time) => time !== null);
  return times.length > 0 ? times.reduce((sum, time) => sum + time, 0) : null;
}

function cpuOf(pid) {
  try {
    // After the name in brackets, which may hold spaces: fields 3 and on; utime and stime are 14 and 15.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return null;
  }
}

function peakOf(pid) {
  try {
    const [, kib] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(kib) / 1_024;
  } catch {
    return null;
  }
}

function childrenOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}
