/** What the program ends with, the same for every command. */
export const EXIT = {
  done: 0,
  /** Denied, or a check that failed. */
  denied: 1,
  /** The command was used wrongly: an unknown option, a file that is not there. */
  usage: 2,
  /** A gateway, platform, store or address could not be had. */
  unreachable: 3,
  /** An error of ours, not of the user's. */
  bug: 70,
  /** Told twice to stop: ended without finishing what was under way. */
  forced: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
