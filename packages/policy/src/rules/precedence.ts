import { unchecked } from '../candidates/possibilities.ts';
import type { CompiledAllow, CompiledMapping } from '../compile/compiled.ts';
import { givesLess } from '../decide/privilege.ts';
import { isEqual } from '../equal.ts';
import { impliesAll } from '../matcher/implies.ts';

/** Whether one mapping is in force and holds whenever another does, as far as that can be told. */
export function holdsWherever(one: CompiledMapping, other: CompiledMapping): boolean {
  return (
    one.enabled &&
    (one.notBefore ?? 0) <= (other.notBefore ?? 0) &&
    (one.expires ?? Number.POSITIVE_INFINITY) >= (other.expires ?? Number.POSITIVE_INFINITY) &&
    (one.when === undefined || one.when.text === other.when?.text) &&
    impliesAll(other.conditions, one.conditions)
  );
}

/** Whether one mapping is taken before another wherever that one holds, whatever scopes are asked for. */
export function isTakenBefore(one: CompiledAllow, other: CompiledAllow): boolean {
  return (
    givesLess(unchecked(one), unchecked(other)) &&
    isSameSet(one.scopes, other.scopes) &&
    admitsActorsOf(one, other) &&
    holdsWherever(one, other)
  );
}

function admitsActorsOf(one: CompiledAllow, other: CompiledAllow): boolean {
  const [own, others] = [one.located.document, other.located.document];
  if (own.effect === 'deny' || others.effect === 'deny') return false;
  if (others.delegation === undefined) return own.delegation?.required !== true;
  return isEqual(own.delegation, others.delegation);
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each));
}
