import type { DecisionCount } from '../../api/summary.ts';

/** What was decided in one step of time. */
export interface Bar {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly allowed: number;
  readonly denied: number;
}

/** One bar for each step from `from` to `to`, those without decisions included. All in milliseconds. */
export function barsOf(
  counts: readonly DecisionCount[],
  { from, to, step }: { readonly from: number; readonly to: number; readonly step: number },
): readonly Bar[] {
  const bars: Bar[] = [];
  for (let at = from - (from % step); at <= to; at += step) {
    const here = counts.filter((count) => count.at === at);
    bars.push({ at, allowed: totalOf(here, 'allow'), denied: totalOf(here, 'deny') });
  }
  return bars;
}

export function totalOf(counts: readonly DecisionCount[], outcome: 'allow' | 'deny'): number {
  return counts.filter((count) => count.outcome === outcome).reduce((total, { count }) => total + count, 0);
}

/** A number of decisions that share something. */
export interface Share {
  readonly name: string;
  readonly count: number;
  /** Of them, how many were denied. */
  readonly denied: number;
}

/** The denials by reason, the most frequent first. */
export function byReason(counts: readonly DecisionCount[]): readonly Share[] {
  return sharesOf(
    counts.filter(({ outcome }) => outcome === 'deny'),
    ({ reason }) => reason ?? 'unknown',
  );
}

/** All decisions by issuer, the most frequent first. */
export function byIssuer(counts: readonly DecisionCount[]): readonly Share[] {
  return sharesOf(counts, ({ issuer }) => issuer);
}

function sharesOf(
  counts: readonly DecisionCount[],
  nameOf: (count: DecisionCount) => string,
): readonly Share[] {
  return [...Map.groupBy(counts, nameOf)]
    .map(([name, alike]) => {
      const denied = totalOf(alike, 'deny');
      return { name, denied, count: denied + totalOf(alike, 'allow') };
    })
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
}
