import { err, type Result } from '@cambio/oauth';
import { readLine } from '../trail-file/line.ts';
import type { Fault, TrailFault } from './fault.ts';
import { type Reading, type ReadingOptions, startReading, type TrailExtent } from './reading.ts';

/** Looks at an export, line by line. */
export interface TrailVerification {
  /** Lines after the first fault are not looked at. */
  take(line: string): Promise<void>;
  /** Once all lines are taken: what the trail holds, or the first place where it is not what the gateway wrote. */
  finish(): Result<TrailExtent, TrailFault>;
}

/**
 * Finds a record or checkpoint altered, removed, put in, moved, or cut off at the end. Memory is used per chain, not per
 * record.
 *
 * Does not find: that everything after a checkpoint was cut off, records and checkpoints alike, where `expect` names none
 * of them; what whoever holds the gateway's signing key wrote.
 */
export function verifyTrail(options: ReadingOptions): TrailVerification {
  let reading: Reading | undefined;
  let fault: TrailFault | undefined;
  let line = 0;

  async function read(text: string): Promise<Result<void, Fault>> {
    const entry = readLine(text);
    if (entry === undefined) return err({ reason: 'malformed_line' });
    if (reading !== undefined) return reading.read(entry);
    const started = await startReading(entry, options);
    if (started.ok) reading = started.value;
    return started.ok ? { ok: true, value: undefined } : started;
  }

  return {
    async take(text) {
      if (fault !== undefined) return;
      line += 1;
      const outcome = await read(text);
      if (!outcome.ok) fault = { ...outcome.error, line };
    },
    finish() {
      if (fault !== undefined) return err(fault);
      const outcome = reading?.finish() ?? err({ reason: 'malformed_line' as const });
      return outcome.ok ? outcome : err({ ...outcome.error, line: line + 1 });
    },
  };
}
