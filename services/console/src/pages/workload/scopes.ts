import type { WorkloadUse } from '../../api/workloads.ts';

/** A scope of a mapping, as far as one workload is concerned. */
export interface ScopeLine {
  readonly scope: string;
  readonly isGranted: boolean;
  readonly isUnused: boolean;
  readonly asked: number;
  /** Milliseconds since the epoch; `undefined` where it never was. */
  readonly lastAsked: number | undefined;
}

/** What is granted, in the mapping's order, and after it what was asked for and is granted no longer. */
export function scopesOf({ granted = [], asked, unused }: WorkloadUse): readonly ScopeLine[] {
  const uses = new Map(asked.map((use) => [use.scope, use]));
  const gone = asked.map(({ scope }) => scope).filter((scope) => !granted.includes(scope));
  return [...granted, ...gone].map((scope) => ({
    scope,
    isGranted: granted.includes(scope),
    isUnused: unused.includes(scope),
    asked: uses.get(scope)?.asked ?? 0,
    lastAsked: uses.get(scope)?.lastAsked,
  }));
}
