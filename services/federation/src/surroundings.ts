import type { Meter, Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Environment } from './telemetry/variables.ts';

export interface Surroundings {
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The folder of the built console; without it none is served. */
  readonly consoleFolder?: string;
  /** Of which the `OTEL_*` variables say what telemetry is sent; without them none is. */
  readonly env?: Environment;
  /** Which of several workers this process is, from 1. Absent: it is a gateway of its own. */
  readonly worker?: number;
}

/** Set up for one gateway, and handed to what is measured. */
export interface Observed extends Surroundings {
  readonly meter: Meter;
  /** Absent where nobody wants traces. */
  readonly tracer: Tracer | undefined;
  /** Milliseconds since anything, by a clock that nobody sets: for how long something took. */
  readonly elapsed: () => number;
}
