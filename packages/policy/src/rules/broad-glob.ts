import type { Matcher } from '../matcher/matcher.ts';
import { isSamePlace } from '../matcher/place.ts';
import { type Reliance, reliances } from './reliance.ts';
import { type AdviceRule, type Finding, type Match, matchesOf } from './rule.ts';

/**
 * A wildcard in the place of a whole tenant or repository admits those that do not exist yet, whoever makes them. Deny
 * mappings are left alone: a ban may be broad.
 */
export const broadGlob: AdviceRule = {
  id: 'broad-glob',
  severity: 'warning',
  summary: 'A pattern leaves open which tenant or repository is meant.',
  check: (mapping, scene) =>
    mapping.effect === 'deny' ? [] : matchesOf(mapping, scene).flatMap(broadPatternsIn),
};

function broadPatternsIn(match: Match): readonly Finding[] {
  return reliances(match).flatMap((reliance) => {
    const { claim, path, matcher } = reliance;
    const what = matcher === undefined ? undefined : breadthOf(matcher, isNaming(reliance));
    if (what === undefined) return [];
    return [{ path, message: `${claim} ${what}`, hint: 'list what is meant, or match an id' }];
  });
}

const SUBJECT = ['sub'];

/** Whether a claim names a tenant, a repository or the like, or is put together from such names. */
function isNaming({ place, fact }: Reliance): boolean {
  return fact.idOf !== undefined || isSamePlace(place, SUBJECT);
}

/** What makes a pattern broad. */
function breadthOf(matcher: Matcher, naming: boolean): string | undefined {
  switch (matcher.kind) {
    case 'glob':
      if (matcher.pattern.includes('**'))
        return 'is matched with **, which stands for any number of segments';
      return naming && /[/:][*?]/.test(matcher.pattern)
        ? 'is matched with a wildcard after a separator, where every name may follow'
        : undefined;
    case 'prefix':
      if (!naming) return undefined;
      return /[/:]$/.test(matcher.prefix)
        ? 'is matched by its beginning, and anything may follow'
        : 'is matched by its beginning, which names of others can have too';
    case 'regex':
      return naming && /(?<!\\)\.[*+]/.test(matcher.pattern)
        ? 'is matched with .* or .+, which stand for any number of segments'
        : undefined;
    default:
      return undefined;
  }
}
