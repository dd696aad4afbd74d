import type { GitHubPlatform } from '@cambio/testkit';
import type { Load } from './load/start-load.ts';

/** What all parts of a run share. */
export interface Bench {
  readonly load: Load;
  readonly platform: GitHubPlatform;
  /** Audience of the tokens. */
  readonly gateway: string;
  /** The processor of what is measured, as `taskset` names it. */
  readonly processor: string;
  /** How often each contender has its turn, after one that is not counted. */
  readonly rounds: number;
  /** Length of one stretch of load. */
  readonly seconds: number;
}

/** Exchanges a second to be ready for before a first turn has shown what there is to expect. */
export const FIRST_GUESS = 5000;

/** Requests of the load at the same time where it is to find out what a contender can do. */
export const CONNECTIONS = 32;
