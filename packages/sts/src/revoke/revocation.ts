/**
 * What a revocation is about. It covers every such token issued up to the moment it was made, and none issued later;
 * one chosen by its `jti` whenever it was issued. With a token die all that were made from it.
 */
export type RevocationSelector = SelectorByName | SelectorByTime;

export interface SelectorByName {
  /** `token` by `jti`, `task` and `workload` by their keys, the others by id. Issuer, workload and task may be the actor's. */
  readonly by: 'token' | 'mapping' | 'issuer' | 'target' | 'workload' | 'task' | 'client';
  readonly value: string;
}

/** Everything issued before a time. */
export interface SelectorByTime {
  readonly by: 'before';
  /** Milliseconds since the epoch; not in the future. */
  readonly time: number;
}

/** A revocation as it is kept. */
export interface Revocation {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly selector: RevocationSelector;
  /** Who revoked: a client's id, an administrator's name; for the record. */
  readonly author: string;
  readonly reason: string;
}
