import type { Schemas } from '@cambio/admin-client';

/** Somebody among the subjects of some decisions. */
export interface User {
  /** Issuer and key together, unique. */
  readonly key: string;
  readonly name: string;
  readonly allowed: number;
  readonly denied: number;
  /** Milliseconds since the epoch. */
  readonly lastSeen: number;
}

/** The subjects of decisions (the newest first), whoever came last first. */
export function workloadsIn(decisions: readonly Schemas['Decision'][]): readonly User[] {
  const byKey = Map.groupBy(decisions, ({ subject }) => JSON.stringify([subject.issuer, subject.workload]));
  return [...byKey].flatMap(([key, own]) => {
    const [latest] = own;
    if (latest === undefined) return [];
    const allowed = own.filter(({ outcome }) => outcome === 'allow').length;
    return [{ key, name: latest.subject.name, allowed, denied: own.length - allowed, lastSeen: latest.at }];
  });
}
