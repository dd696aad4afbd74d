import type { Meter } from '@opentelemetry/api';
import type { Logger } from 'pino';

export interface Surroundings {
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The folder of the built console; without it none is served. */
  readonly consoleFolder?: string;
}

/** Set up for one gateway, and handed to what is measured. */
export interface Observed extends Surroundings {
  readonly meter: Meter;
}
