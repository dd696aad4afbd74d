import type { Possibility } from '../candidates/possibilities.ts';
import type { AllowTerms } from '../compile/compiled.ts';

type Allowing = Possibility<AllowTerms>;

/** Of two mappings the one that gives less. */
export function lessPrivileged(a: Allowing, b: Allowing | undefined): Allowing {
  return b === undefined || givesLess(a, b) ? a : b;
}

/** Fewer scopes, then the shorter lifetime, then the first id. */
export function givesLess(a: Allowing, b: Allowing): boolean {
  const [its, others] = [a.terms, b.terms];
  if (its.scopes.length !== others.scopes.length) return its.scopes.length < others.scopes.length;
  if (its.grant.lifetime !== others.grant.lifetime) return its.grant.lifetime < others.grant.lifetime;
  return a.id < b.id;
}
