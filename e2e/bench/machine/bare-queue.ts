import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A queue with one server, neither of which does anything but, where it is durable, wait for the disk. */
export interface BareQueue {
  /** Arrivals a second, evenly spaced. */
  readonly rate: number;
  /** Seconds that each takes. */
  readonly service: number;
  readonly seconds: number;
  /** Whether what has come is written to a file, and synced, before it counts as served: together, as a gateway commits. */
  readonly durable: boolean;
}

/**
 * The 99th percentile, in milliseconds, of the time from arrival to completion in a queue that one processor serves by
 * counting. On a machine that does nothing else it is the service time, and where it is durable the disk's; the rest is how often,
 * and for how long, the machine stalls.
 */
export async function bareQueue(processor: string, queue: BareQueue): Promise<number> {
  const path = fileURLToPath(new URL('./serve-queue.ts', import.meta.url));
  const command = ['-c', processor, process.execPath, path, JSON.stringify(queue)];
  const { stdout } = await promisify(execFile)('/usr/bin/taskset', command);
  return Number(stdout);
}
