import type { AllowTerms } from '../compile/compiled.ts';
import type { DecisionRequest } from '../decision.ts';
import type { Scene } from './scene.ts';

/** The scopes that a request asks for; `undefined`: what it gets is left to the mapping. */
export function askedScopes({ scopes }: DecisionRequest): readonly string[] | undefined {
  return scopes?.length === 0 ? undefined : scopes;
}

/** What conditions of guards and deny mappings, which have no scopes of their own, take for the scopes that are asked for. */
export function scopesAtStake({ input, dueScopes = [] }: Scene): readonly string[] {
  return askedScopes(input.request) ?? dueScopes;
}

/**
 * What a mapping grants: what was asked for, else all its scopes; of a token this gateway issued never more than that
 * token has. Empty when the mapping does not have all that was asked for, or nothing is left.
 */
export function grantedScopes({ scopes }: AllowTerms, { input, ownScopes }: Scene): readonly string[] {
  const asked = askedScopes(input.request);
  if (asked?.every((scope) => scopes.includes(scope)) === false) return [];
  const granted = asked ?? scopes;
  return ownScopes === undefined ? granted : granted.filter((scope) => ownScopes.has(scope));
}
