import { CandidateIndex } from '../candidates/candidate-index.ts';
import { PersistentMap } from '../candidates/persistent-map.ts';
import { allowTerms, denyTerms } from '../candidates/terms.ts';
import type { CompiledMapping, CompiledTarget } from '../compile/compiled.ts';
import type { DecisionTables } from '../compile/compiled-trust.ts';
import type { Surroundings } from '../compile/surroundings.ts';

/** The tables of a trust that has this mapping alone, with all it refers to, enabled. */
export function stageFor(mapping: CompiledMapping, { issuers, targets }: Surroundings): DecisionTables {
  const target = { ...(targets.get(mapping.target) ?? anyTarget(mapping)), enabled: true };
  const byName = new Map([[mapping.target, target]]);
  const staged = { ...mapping, enabled: true };
  return {
    issuers: new Map([...issuersOf(mapping)].flatMap((id) => enabled(id, issuers))),
    targets: byName,
    mappings: PersistentMap.empty<string, CompiledMapping>().with(new Map([[staged.id, staged]])),
    byAudience: byName,
    byResource: byName,
    allows: CandidateIndex.empty(allowTerms).with(staged.effect === 'allow' ? [staged] : []),
    denies: CandidateIndex.empty(denyTerms).with(staged.effect === 'deny' ? [staged] : []),
  };
}

function issuersOf(mapping: CompiledMapping): ReadonlySet<string> {
  const actors = mapping.effect === 'allow' ? (mapping.delegation?.actors ?? []) : [];
  const tried = mapping.located.document.tests.flatMap(({ actor }) => actor ?? []);
  return new Set([mapping.issuer, ...[...actors, ...tried].map(({ issuer }) => issuer)]);
}

function enabled(id: string, issuers: Surroundings['issuers']) {
  const issuer = issuers.get(id);
  return issuer === undefined ? [] : [[id, { ...issuer, enabled: true }] as const];
}

/** What a deny mapping on every target is tested against. */
function anyTarget({ target, owner }: CompiledMapping): Omit<CompiledTarget, 'located'> {
  return {
    id: target,
    audience: target,
    resources: [],
    scopes: new Map(),
    token: { lifetime: 0, maxLifetime: 0, binding: 'optional' },
    enabled: true,
    owner,
  };
}
