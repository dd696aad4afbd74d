import { unchecked } from '../candidates/possibilities.ts';
import type { CompiledAllow, CompiledMapping } from '../compile/compiled.ts';
import type { DecisionTables } from '../compile/compiled-trust.ts';
import { bansOn, relatedAllows } from '../decide/candidates.ts';
import { compareMisses, missOf } from '../decide/miss.ts';
import type { Scene } from '../decide/scene.ts';
import type { Decision } from '../decision.ts';
import type { Candidate } from '../explanation.ts';
import { inspect, reasonAgainst } from './inspect.ts';

/** How much an explanation looks at and keeps. */
export interface ExplainBounds {
  /** Candidates kept. */
  readonly candidates: number;
  /** Conditions kept, over all candidates; those of the first candidate are kept whatever their number. */
  readonly conditions: number;
  /** Mappings about others that are looked at for near misses. */
  readonly others: number;
}

export interface Candidates {
  readonly kept: readonly Candidate[];
  readonly omitted: number;
}

/**
 * The mappings that matter to a decision: the one it names, then by how near they came. Near misses are looked for
 * among all about whoever asks, and among some about others: what is meant for this workload may name it wrongly.
 */
export function candidatesFor(
  tables: DecisionTables,
  scene: Scene,
  decision: Decision,
  bounds: ExplainBounds,
): Candidates {
  const mappings = [...lookedAt(tables, scene, bounds)].map((mapping) => rank(mapping, scene));
  const isNamed = ({ id }: { readonly id: string }) => id === decision.mapping;
  const allows = mappings.sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)) || compareMisses(a, b));
  const bans = bansOn(tables, scene).flatMap(({ id }) => tables.mappings.get(id) ?? []);
  const ordered = [...bans, ...allows.map(({ mapping }) => mapping)];
  const candidates = ordered
    .slice(0, bounds.candidates)
    .map((mapping) => candidateOf(mapping, scene, decision));
  const kept = withinBound(candidates, bounds.conditions);
  return { kept, omitted: ordered.length - kept.length };
}

function lookedAt(
  tables: DecisionTables,
  scene: Scene,
  { others }: ExplainBounds,
): ReadonlySet<CompiledAllow> {
  const found = new Set(relatedAllows(tables, scene));
  if (scene.input.request.mapping !== undefined) return found;
  const most = found.size + others;
  for (const mapping of tables.allows.every(scene.issuer.id, scene.target.id)) {
    if (found.size >= most) break;
    found.add(mapping);
  }
  return found;
}

function rank(mapping: CompiledAllow, scene: Scene) {
  const miss = missOf(unchecked(mapping), scene);
  if (miss !== undefined) return { mapping, ...miss };
  const reason = reasonAgainst(mapping, scene);
  return {
    mapping,
    id: mapping.id,
    isMeant: true,
    ...(reason === undefined ? { failed: 0 } : { failed: 1, reason }),
  };
}

function candidateOf(mapping: CompiledMapping, scene: Scene, decision: Decision): Candidate {
  const reason = reasonAgainst(mapping, scene);
  return {
    mapping: mapping.id,
    effect: mapping.effect,
    ...(reason === undefined ? {} : { reason }),
    selected: decision.outcome === 'allow' && mapping.id === decision.mapping,
    conditions: inspect(mapping, scene),
  };
}

function withinBound(candidates: readonly Candidate[], most: number): readonly Candidate[] {
  let conditions = 0;
  return candidates.filter((candidate, index) => {
    conditions += candidate.conditions.length;
    return index === 0 || conditions <= most;
  });
}
