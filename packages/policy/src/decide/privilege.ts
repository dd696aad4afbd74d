import type { CompiledAllow } from '../compile/compiled.ts';

/** The mapping that gives least: fewest scopes, then the shortest lifetime, then the first id. */
export function leastPrivileged(mappings: readonly CompiledAllow[]): CompiledAllow | undefined {
  let [least] = mappings;
  for (const mapping of mappings) if (least !== undefined && givesLess(mapping, least)) least = mapping;
  return least;
}

function givesLess(a: CompiledAllow, b: CompiledAllow): boolean {
  if (a.scopes.length !== b.scopes.length) return a.scopes.length < b.scopes.length;
  if (a.grant.lifetime !== b.grant.lifetime) return a.grant.lifetime < b.grant.lifetime;
  return a.id < b.id;
}
