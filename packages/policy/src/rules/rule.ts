import type { CompiledIssuer, CompiledMapping } from '../compile/compiled.ts';
import type { Surroundings } from '../compile/surroundings.ts';
import type { Condition } from '../condition/condition.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { MemberPath } from '../document/document.ts';
import type { ClaimCondition } from '../matcher/matcher.ts';
import type { Problem } from '../problem.ts';
import type { Moment } from './moment.ts';
import type { Neighbours } from './neighbours.ts';

/** What a rule has to say of a mapping. */
export type Finding = Omit<Problem, 'rule' | 'severity'>;

interface Rule {
  readonly id: string;
  /** What can go wrong. */
  readonly summary: string;
}

/** Something every mapping is held to before it is loaded. Pure; sees one mapping and what it refers to. */
export interface ErrorRule extends Rule {
  readonly check: (mapping: CompiledMapping, around: Surroundings) => readonly Finding[];
}

interface Advice extends Rule {
  readonly severity: Exclude<Diagnostic['severity'], 'error'>;
}

/** Something a mapping had better not do. Follows from the documents alone; a mapping can acknowledge it. */
export interface AdviceRule extends Advice {
  readonly check: (mapping: CompiledMapping, scene: LintScene) => readonly Finding[];
}

/** Something that becomes of a mapping as time goes by; a mapping can acknowledge it. */
export interface TimedRule extends Advice {
  readonly check: (mapping: CompiledMapping, moment: Moment) => readonly Finding[];
}

/** What a mapping is looked at in: what it refers to, and the others. */
export interface LintScene extends Pick<Surroundings, 'issuers' | 'targets'> {
  readonly neighbours: Neighbours;
}

/** A `match` of a mapping: its own, and one for each actor. */
export interface Match {
  readonly issuer: CompiledIssuer;
  readonly conditions: readonly ClaimCondition[];
  /** The mapping's `when`, beside its own match. */
  readonly when?: Condition | undefined;
  readonly path: MemberPath;
}

export function matchesOf(
  mapping: CompiledMapping,
  { issuers }: Pick<Surroundings, 'issuers'>,
): readonly Match[] {
  const { conditions, when } = mapping;
  const matches: Match[] = [];
  const add = (issuer: CompiledIssuer | undefined, match: Omit<Match, 'issuer'>) => {
    if (issuer !== undefined) matches.push({ issuer, ...match });
  };
  add(issuers.get(mapping.issuer), { conditions, when, path: ['match'] });
  const actors = mapping.effect === 'allow' ? (mapping.delegation?.actors ?? []) : [];
  for (const [index, actor] of actors.entries()) {
    const path = ['delegation', 'actors', index, 'match'];
    add(issuers.get(actor.issuer), { conditions: actor.conditions, path });
  }
  return matches;
}
