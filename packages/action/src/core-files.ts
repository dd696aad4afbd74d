import { writeFileSync } from 'node:fs';

/** Keeps the memory of this process, which holds tokens, out of core files (core(5)). Linux alone has that; elsewhere nothing is done. */
export function keepOutOfCoreFiles(): void {
  try {
    writeFileSync('/proc/self/coredump_filter', '0');
  } catch {
    // Another system, or a container without /proc.
  }
}
