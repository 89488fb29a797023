import { readdirSync, readFileSync } from 'node:fs';

/** Peak resident memory in MiB of a process, or of its greediest child; `null` where there is no /proc. */
export function peakRssMib(pid) {
  const peaks = [pid, ...childrenOf(pid)].map(peakOf).filter((peak) => peak !== null);
  return peaks.length > 0 ? Math.max(...peaks) : null;
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
