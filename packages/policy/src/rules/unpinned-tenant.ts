import { parseClaimPath } from '@cambio/claims';
import type { CompiledIssuer } from '../compile/compiled.ts';
import type { ClaimCondition } from '../matcher/matcher.ts';
import { isSamePlace } from '../matcher/place.ts';
import { type ErrorRule, type Match, matchesOf } from './rule.ts';

/**
 * A shared issuer signs for every customer of a platform: without a claim that names the customer by an id that is
 * never given to another, a mapping is open to all of them. Deny mappings are left alone: they open nothing.
 */
export const unpinnedTenant: ErrorRule = {
  id: 'unpinned-tenant',
  summary: 'The issuer serves many tenants, and nothing says which one is meant.',
  check: (mapping, around) => {
    if (mapping.effect === 'deny') return [];
    return matchesOf(mapping, around)
      .filter((match) => !isPinned(match))
      .map(({ issuer, path }) => ({
        path,
        message: `${issuer.id} signs for every customer of ${issuer.profile.title}, and no condition names one by an immutable id`,
        hint: hintFor(issuer),
      }));
  },
};

function hintFor({ profile }: CompiledIssuer): string {
  if (profile.tenantPins.length === 0) return 'its tokens have no such claim: use an issuer of your own';
  return `match ${profile.tenantPins.join(' or ')} with an exact value`;
}

function isPinned({ issuer, conditions }: Match): boolean {
  if (!issuer.profile.isShared(issuer.url)) return true;
  const pinned = [
    ...conditions.filter(isExact).map(({ path }) => path.segments),
    ...(issuer.require?.pins ?? []),
  ];
  return issuer.profile.tenantPins.some((pin) => {
    const path = parseClaimPath(pin);
    return path.ok && pinned.some((segments) => isSamePlace(segments, path.value.segments));
  });
}

function isExact({ matcher }: ClaimCondition): boolean {
  return matcher.kind === 'equals' || matcher.kind === 'oneOf';
}
