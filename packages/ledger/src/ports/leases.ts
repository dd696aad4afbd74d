import type { Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';

/**
 * What one replica at a time does. A lease keeps others from the same work, it does not make the work safe: a holder that
 * was stopped for longer than its time may believe it holds on, and clocks differ. So the work itself must bear two doing it.
 */
export interface Leases {
  /** One holder at a time: true while `holder` has it, for `forMs` milliseconds from now. A holder renews by asking again. */
  hold(name: string, holder: string, forMs: number): Promise<Result<boolean, Unavailable>>;
  /** Gives it up early; nothing happens where `holder` does not have it. */
  release(name: string, holder: string): Promise<Result<void, Unavailable>>;
}
