import type { MemberPath } from '../document/document.ts';
import type { Fix } from '../fix/fix.ts';
import type { Matcher } from '../matcher/matcher.ts';
import { isSamePlace, placeNamed } from '../matcher/place.ts';
import type { Match } from './rule.ts';

/**
 * The claims that a matched `sub` is made of, to be matched instead: where the text has a form that says the same as
 * they do, no more and no less, and none of them is matched already.
 */
export function structuredSubject(
  matcher: Matcher | undefined,
  path: MemberPath,
  { issuer, conditions }: Match,
): Extract<Fix, { kind: 'replace' }> | undefined {
  if (matcher?.kind !== 'equals' || typeof matcher.value !== 'string') return undefined;
  const members = claimsIn(matcher.value, issuer.profile.subjectForms);
  if (members === undefined) return undefined;
  const isMatched = (claim: string) =>
    conditions.some((condition) => isSamePlace(condition.path.segments, placeNamed(claim)));
  if (Object.keys(members).some(isMatched)) return undefined;
  return { kind: 'replace', path, members };
}

type Forms = Match['issuer']['profile']['subjectForms'];

function claimsIn(subject: string, forms: Forms): Readonly<Record<string, string>> | undefined {
  for (const { pattern, claims } of forms) {
    const [, ...parts] = pattern.exec(subject) ?? [];
    if (parts.length > 0)
      return Object.fromEntries(claims.map((claim, index) => [claim, parts[index] ?? '']));
  }
  return undefined;
}
