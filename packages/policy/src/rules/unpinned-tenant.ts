import type { CompiledIssuer } from '../compile/compiled.ts';
import { isExact } from '../matcher/exact.ts';
import { isSamePlace, placeNamed } from '../matcher/place.ts';
import { type ErrorRule, type Finding, type Match, matchesOf } from './rule.ts';
import { structuredSubject } from './structured-subject.ts';

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
      .map((match) => ({
        path: match.path,
        message: `${match.issuer.id} signs for every customer of ${match.issuer.profile.title}, and no condition names one by an immutable id`,
        hint: hintFor(match.issuer),
        fix: fixFor(match),
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
    ...conditions.filter(({ matcher }) => isExact(matcher)).map(({ path }) => path.segments),
    ...(issuer.require?.pins ?? []),
  ];
  return issuer.profile.tenantPins.some((pin) =>
    pinned.some((segments) => isSamePlace(segments, placeNamed(pin))),
  );
}

/** A `sub` that is matched may hold the id. */
function fixFor(match: Match): Finding['fix'] {
  const subject = match.conditions.find(({ path }) => isSamePlace(path.segments, ['sub']));
  if (subject === undefined) return undefined;
  const fix = structuredSubject(subject.matcher, [...match.path, subject.path.text], match);
  return match.issuer.profile.tenantPins.some((pin) => fix?.members[pin] !== undefined) ? fix : undefined;
}
