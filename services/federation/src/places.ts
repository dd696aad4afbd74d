import type { Places } from '@cambio/sts';

/**
 * So many exchanges under way for tokens of one issuer, whichever way they come, so that one that floods, or whose
 * exchanges take long, leaves room for the others.
 *
 * @param onRefused told of each that finds no place
 */
export function createPlaces(limit: number, onRefused: () => void): Places {
  const taken = new Map<string, number>();
  return {
    take(issuer) {
      const before = taken.get(issuer) ?? 0;
      if (before >= limit) return void onRefused();
      taken.set(issuer, before + 1);
      return () => {
        const left = (taken.get(issuer) ?? 0) - 1;
        if (left > 0) taken.set(issuer, left);
        else taken.delete(issuer);
      };
    },
  };
}
