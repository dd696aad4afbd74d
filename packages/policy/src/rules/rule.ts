import type { CompiledIssuer, CompiledMapping } from '../compile/compiled.ts';
import type { Surroundings } from '../compile/surroundings.ts';
import type { MemberPath } from '../document/document.ts';
import type { ClaimCondition } from '../matcher/matcher.ts';
import type { Problem } from '../problem.ts';

/** Something every mapping is held to before it is loaded. Pure; sees one mapping and what it refers to. */
export interface ErrorRule {
  readonly id: string;
  /** What can go wrong. */
  readonly summary: string;
  readonly check: (
    mapping: CompiledMapping,
    around: Surroundings,
  ) => readonly Omit<Problem, 'rule' | 'severity'>[];
}

/** A `match` of a mapping: its own, and one for each actor. */
export interface Match {
  readonly issuer: CompiledIssuer;
  readonly conditions: readonly ClaimCondition[];
  readonly path: MemberPath;
}

export function matchesOf(mapping: CompiledMapping, { issuers }: Surroundings): readonly Match[] {
  const actors = mapping.effect === 'allow' ? (mapping.delegation?.actors ?? []) : [];
  const all = [
    { issuer: issuers.get(mapping.issuer), conditions: mapping.conditions, path: ['match'] },
    ...actors.map(({ issuer, conditions }, index) => ({
      issuer: issuers.get(issuer),
      conditions,
      path: ['delegation', 'actors', index, 'match'],
    })),
  ];
  return all.flatMap(({ issuer, conditions, path }) =>
    issuer === undefined ? [] : [{ issuer, conditions, path }],
  );
}

/** Whether two claims are one, however they are written: `/a` and `a` are. */
export function isSamePlace(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((segment, index) => segment === b[index]);
}
