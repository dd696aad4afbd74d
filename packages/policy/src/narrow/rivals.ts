import type { CompiledAllow } from '../compile/compiled.ts';
import type { CompiledTrust } from '../compile/compiled-trust.ts';
import { excludesAny } from '../matcher/excludes.ts';

/**
 * Other mappings that can hold for the same tokens and give at least so many scopes: of these and the mapping the least
 * privileged is taken, so that what the mapping no longer does one of them could do, and give more. One with fewer scopes is taken
 * before and after.
 */
export function rivalsOf(
  { tables }: CompiledTrust,
  mapping: CompiledAllow,
  scopes: number,
): readonly CompiledAllow[] {
  return [...tables.mappings.values()].filter(
    (other): other is CompiledAllow =>
      other.effect === 'allow' &&
      other.issuer === mapping.issuer &&
      other.target === mapping.target &&
      other.enabled &&
      other.id !== mapping.id &&
      other.scopes.length >= scopes &&
      !excludesAny(mapping.conditions, other.conditions),
  );
}
