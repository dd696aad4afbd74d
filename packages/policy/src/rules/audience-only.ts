import type { CompiledMapping } from '../compile/compiled.ts';
import type { ClaimCondition } from '../matcher/matcher.ts';
import { type ErrorRule, matchesOf } from './rule.ts';

/**
 * A mapping that says nothing of the workload gives its scopes to whoever can get any token of the issuer for this
 * gateway. Deny mappings are left alone: keeping everybody out is a thing one may want.
 */
export const audienceOnly: ErrorRule = {
  id: 'audience-only',
  summary: 'Every token of the issuer satisfies the mapping.',
  check: (mapping, around) => {
    if (mapping.effect === 'deny') return [];
    return matchesOf(mapping, around)
      .filter(
        ({ conditions, path }) => !conditions.some(narrows) && !(path.length === 1 && readsClaims(mapping)),
      )
      .map(({ issuer, path }) => ({
        path,
        message: `any token of ${issuer.id} satisfies this: no condition is on the workload`,
        hint: 'match a claim that names the workload',
      }));
  },
};

/** Claims that say nothing of who holds the token. */
const EVERYBODYS: ReadonlySet<string> = new Set(['iss', 'aud', 'exp', 'nbf', 'iat', 'jti']);

function narrows({ path, matcher }: ClaimCondition): boolean {
  if (path.segments.length === 1 && EVERYBODYS.has(path.segments[0] ?? '')) return false;
  return !(matcher.kind === 'exists' && matcher.present && path.segments[0] === 'sub');
}

function readsClaims({ when }: CompiledMapping): boolean {
  return when?.reads.some(([claim]) => claim === undefined || !EVERYBODYS.has(claim)) === true;
}
