import type { Claims } from './claims.ts';
import { valueAt } from './path.ts';

/** Gives a claim as text: a name, or a JSON Pointer into nested claims. */
export type ClaimReader = (claim: string) => string | undefined;

/**
 * Reads claims for names and keys: a string that is not empty, or a whole number in its digits.
 * All else is `undefined`, so that the empty strings some platforms send for "none" never name anybody.
 */
export function claimReader(claims: Claims): ClaimReader {
  return (claim) => {
    const value = valueAt(claims, claim);
    if (typeof value === 'string' && value !== '') return value;
    return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined;
  };
}
