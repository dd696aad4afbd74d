import type { Meter } from '@opentelemetry/api';
import type { Logger } from 'pino';

export interface Surroundings {
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Set up for one gateway, and handed to what is measured. */
export interface Observed extends Surroundings {
  readonly meter: Meter;
}
