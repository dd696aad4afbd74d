import type { CompiledAllow } from '../compile/compiled.ts';

/** Of two mappings the one that gives less: fewer scopes, then the shorter lifetime, then the first id. */
export function lessPrivileged(a: CompiledAllow, b: CompiledAllow | undefined): CompiledAllow {
  return b === undefined || givesLess(a, b) ? a : b;
}

function givesLess(a: CompiledAllow, b: CompiledAllow): boolean {
  if (a.scopes.length !== b.scopes.length) return a.scopes.length < b.scopes.length;
  if (a.grant.lifetime !== b.grant.lifetime) return a.grant.lifetime < b.grant.lifetime;
  return a.id < b.id;
}
