/** Milliseconds for which one fault is not told again: every command of an outage fails for the same reason. */
const QUIET = 10_000;

/**
 * Tells of faults by what they say alone. The errors themselves hold the command that failed, which may be the one with the
 * password.
 *
 * @param now milliseconds since the epoch
 */
export function tellFaults(onFault: (error: Error) => void, now: () => number): (error: Error) => void {
  const told = new Map<string, number>();
  return (error) => {
    const says = error.message || ('code' in error ? String(error.code) : error.name);
    if (now() - (told.get(says) ?? Number.NEGATIVE_INFINITY) < QUIET) return;
    told.set(says, now());
    onFault(new Error(says));
  };
}
