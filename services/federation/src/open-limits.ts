import type { MarksStore, RateLimit } from '@cambio/marks';
import type { Settings } from '@cambio/settings';
import type { Places, Rates } from '@cambio/sts';
import { createThrottle, type Throttle } from './http/throttle.ts';
import { countRefusals } from './metrics/count-refusals.ts';
import { createPlaces } from './places.ts';
import type { Observed } from './surroundings.ts';

/** What is bounded by the minute, and for each issuer at a time. Those that the settings leave out are absent, and cost nothing. */
export interface Limits {
  readonly failures: Throttle;
  readonly inactive: Throttle;
  readonly perAddress: Throttle | undefined;
  readonly rates: Rates | undefined;
  readonly places: Places | undefined;
  /** Has one point more than is given out. */
  readonly admin: RateLimit;
}

export function openLimits(
  { limits }: Settings,
  marks: Pick<MarksStore, 'rateLimit'>,
  { meter, now }: Pick<Observed, 'meter' | 'now'>,
): Limits {
  const refused = countRefusals(meter);
  const throttle = (name: keyof typeof limits, points: number) =>
    createThrottle(marks.rateLimit(name, { points, perSeconds: 60 }), now, refused(name));
  const optional = (name: 'perAddress' | 'perIssuer' | 'perWorkload') => {
    const points = limits[name];
    return points === undefined ? undefined : throttle(name, points);
  };
  return {
    failures: throttle('failures', limits.failures),
    inactive: throttle('inactive', limits.inactive),
    perAddress: optional('perAddress'),
    rates: ratesBy(optional('perIssuer'), optional('perWorkload')),
    places:
      limits.inFlightPerIssuer === undefined
        ? undefined
        : createPlaces(limits.inFlightPerIssuer, refused('inFlightPerIssuer')),
    admin: counted(marks.rateLimit('admin', { points: limits.admin + 1, perSeconds: 60 }), refused('admin')),
  };
}

function counted(limit: RateLimit, onRefused: () => void): RateLimit {
  return {
    async take(key) {
      const allowance = await limit.take(key);
      if (allowance.left === 0) onRefused();
      return allowance;
    },
  };
}

function ratesBy(perIssuer: Throttle | undefined, perWorkload: Throttle | undefined): Rates | undefined {
  if (perIssuer === undefined && perWorkload === undefined) return undefined;
  return {
    async take(issuer, workload) {
      // Ids of issuers have no space in them.
      const who = `${issuer} ${workload}`;
      const wait = perWorkload?.waitOf(who) ?? perIssuer?.waitOf(issuer);
      if (wait !== undefined) return wait;
      await Promise.all([perWorkload?.count(who), perIssuer?.count(issuer)]);
      return undefined;
    },
  };
}
