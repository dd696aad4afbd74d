import type { Drift } from './drift.ts';

/**
 * Lets each drift through once per issuer, claim and kind. Its owner keeps it as long as reports should not be
 * repeated. Claim names come from outside, so it remembers a bounded number of each issuer's, which are declared; then
 * nothing new of that issuer passes.
 */
export class DriftFilter {
  readonly #seen = new Map<string, Set<string>>();
  readonly #limit: number;

  /** @param limit of each issuer */
  constructor(limit = 1000) {
    this.#limit = limit;
  }

  /** Those not let through before, in their order. `issuer` is the declared issuer's id. */
  fresh(issuer: string, drifts: readonly Drift[]): readonly Drift[] {
    const seen = this.#seen.get(issuer) ?? new Set();
    this.#seen.set(issuer, seen);
    return drifts.filter(({ kind, claim }) => this.#add(seen, JSON.stringify([kind, claim])));
  }

  #add(seen: Set<string>, key: string): boolean {
    if (seen.has(key) || seen.size >= this.#limit) return false;
    seen.add(key);
    return true;
  }
}
