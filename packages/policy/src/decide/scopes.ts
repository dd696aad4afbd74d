import type { AllowTerms } from '../compile/compiled.ts';
import type { Scene } from './scene.ts';

/**
 * What a mapping grants: what was asked for, else all its scopes; of a token this gateway issued never more than that
 * token has. Empty when the mapping does not have all that was asked for, or nothing is left.
 */
export function grantedScopes({ scopes }: AllowTerms, { input, ownScopes }: Scene): readonly string[] {
  const { scopes: asked } = input.request;
  if (asked?.every((scope) => scopes.includes(scope)) === false) return [];
  const granted = asked === undefined || asked.length === 0 ? scopes : asked;
  return ownScopes === undefined ? granted : granted.filter((scope) => ownScopes.has(scope));
}
