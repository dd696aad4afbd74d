import type { CompiledActor, CompiledDelegation } from '../compile/compiled.ts';
import { excludesAny } from '../matcher/excludes.ts';

/**
 * Whether two mappings can hold for one request by what they say of an actor: for one without, where neither demands one, or for one
 * with an actor whom both name. What it cannot tell, it takes to be possible.
 */
export function shareRequests(a: CompiledDelegation | undefined, b: CompiledDelegation | undefined): boolean {
  if (a?.required !== true && b?.required !== true) return true;
  return (a?.actors ?? []).some((one) => b?.actors.some((other) => canBeOne(one, other)));
}

function canBeOne(a: CompiledActor, b: CompiledActor): boolean {
  return a.issuer === b.issuer && !excludesAny(a.conditions, b.conditions);
}
