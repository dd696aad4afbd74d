import { readFileSync, writeFileSync } from 'node:fs';

/** What of a process's memory the kernel writes to a core file (core(5)); programs inherit it. Linux alone has it. */
const FILTER = '/proc/self/coredump_filter';

/** Keeps the memory of this process, which may hold a token, out of core files. Where that cannot be said, it isn't. */
export function keepOutOfCoreFiles(): void {
  setFilter('0');
}

/**
 * Starts a program with a filter of its own, so that it can be looked into as if this process had not started it.
 *
 * @param filter as it was before `keepOutOfCoreFiles`
 */
export function withFilter<T>(filter: string | undefined, start: () => T): T {
  if (filter === undefined) return start();
  setFilter(filter);
  try {
    return start();
  } finally {
    keepOutOfCoreFiles();
  }
}

/** The filter as it is, in the form it is set in; `undefined` where there is none. */
export function coreFilter(): string | undefined {
  try {
    return `0x${readFileSync(FILTER, 'utf8').trim()}`;
  } catch {
    return undefined;
  }
}

function setFilter(filter: string): void {
  try {
    writeFileSync(FILTER, filter);
  } catch {
    // Another system, or a container without /proc: core files are for its administrator to keep away.
  }
}
