import type { Drift } from './drift.ts';

/**
 * Lets each drift through once per issuer, claim and kind. Its owner keeps it as long as reports should not be
 * repeated. Claim names come from outside, so it remembers a bounded number; when it is full nothing new passes.
 */
export class DriftFilter {
  readonly #seen = new Set<string>();
  readonly #limit: number;

  constructor(limit = 1000) {
    this.#limit = limit;
  }

  /** Those not let through before, in their order. `issuer` is the declared issuer's id. */
  fresh(issuer: string, drifts: readonly Drift[]): readonly Drift[] {
    return drifts.filter(({ kind, claim }) => this.#add(JSON.stringify([issuer, kind, claim])));
  }

  #add(key: string): boolean {
    if (this.#seen.has(key) || this.#seen.size >= this.#limit) return false;
    this.#seen.add(key);
    return true;
  }
}
