import { readFileSync } from 'node:fs';

/** Milliseconds of processor time in one of the kernel's ticks. */
const TICK = 10;

/** Milliseconds of processor time the process, and those it started, have used so far, with all their threads (Linux). */
export function processorTime(pid: number): number {
  return sumOver(pid, (each) => {
    const stat = readFileSync(`/proc/${each}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK;
  });
}

/** Megabytes they hold in memory. */
export function residentMemory(pid: number): number {
  return sumOver(pid, (each) => {
    const status = readFileSync(`/proc/${each}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
  });
}

function sumOver(pid: number, figure: (pid: number) => number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return children.reduce((sum, child) => sum + sumOver(Number(child), figure), figure(pid));
}
