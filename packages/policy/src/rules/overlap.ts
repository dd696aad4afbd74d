import { unchecked } from '../candidates/possibilities.ts';
import type { CompiledAllow, CompiledMapping } from '../compile/compiled.ts';
import { givesLess } from '../decide/privilege.ts';
import { excludesAny } from '../matcher/excludes.ts';
import { shareRequests } from './delegated.ts';
import type { AdviceRule } from './rule.ts';
import { shadows } from './shadowed.ts';

/**
 * Where two mappings can hold for one token, the one that gives least is taken, and its lifetime, subject and claims
 * with it. Told of each pair once: of the one that is passed over, or of the one that says more of the workload.
 */
export const overlap: AdviceRule = {
  id: 'overlap',
  severity: 'info',
  summary: 'Which of two mappings is taken depends on what each of them gives.',
  check: (mapping, scene) => {
    if (mapping.effect === 'deny' || !mapping.enabled) return [];
    const rivals = scene.neighbours
      .of(mapping)
      .filter((other) => other.effect === 'allow')
      .filter((other) => isToldHere(mapping, other) && canBothHold(mapping, other));
    if (rivals.length === 0) return [];
    return [
      {
        path: ['match'],
        message: `${mapping.id} can hold for the same token as ${named(rivals)}: the one that gives least is taken`,
        hint: 'match what tells them apart, or let callers name the mapping they mean',
      },
    ];
  },
};

/** Mappings that name the workload alike find each other; otherwise only the one that says more finds the other. */
function isToldHere(mapping: CompiledAllow, other: CompiledAllow): boolean {
  return (
    mapping.anchor.shape.id !== other.anchor.shape.id || !givesLess(unchecked(mapping), unchecked(other))
  );
}

/** Two CEL conditions may well be what tells two mappings apart: then nothing is said. */
function canBothHold(a: CompiledAllow, b: CompiledAllow): boolean {
  return (
    b.enabled &&
    (a.when === undefined || b.when === undefined) &&
    isInForceWith(a, b) &&
    isInForceWith(b, a) &&
    !excludesAny(a.conditions, b.conditions) &&
    shareRequests(a.delegation, b.delegation) &&
    !shadows(a, b) &&
    !shadows(b, a)
  );
}

function isInForceWith({ notBefore = 0 }: CompiledMapping, { expires }: CompiledMapping): boolean {
  return expires === undefined || notBefore < expires;
}

const NAMED = 3;

function named(mappings: readonly CompiledMapping[]): string {
  const names = mappings.slice(0, NAMED).map(({ id }) => id);
  const more = mappings.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(' and ');
}
