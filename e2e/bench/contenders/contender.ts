import type { GitHubPlatform } from '@cambio/testkit';

/** A server that exchanges tokens, in a process of its own. */
export interface Contender {
  readonly name: string;
  readonly origin: string;
  readonly pid: number;
  /** The client a request has to name, where the server serves no others. */
  readonly client?: string;
  /** Milliseconds from its start until it served. */
  readonly readyIn: number;
  readonly stop: () => Promise<void>;
}

/** Starts one that takes tokens of `platform` for the audience `gateway`, on those processors, as `taskset` lists them. */
export type StartContender = (
  platform: GitHubPlatform,
  gateway: string,
  processors: string,
) => Promise<Contender>;
