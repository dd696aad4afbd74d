import { type ClaimFact, factOf } from '@cambio/claims';
import type { MemberPath } from '../document/document.ts';
import type { Matcher } from '../matcher/matcher.ts';
import { isSamePlace } from '../matcher/place.ts';
import type { Match } from './rule.ts';

/** A claim whose value a match relies on, and what the profile knows of it. */
export interface Reliance {
  /** As the profile names it. */
  readonly claim: string;
  readonly place: readonly string[];
  readonly fact: ClaimFact;
  /** Absent where it is a CEL condition that relies on it. */
  readonly matcher?: Matcher;
  /** The member that does. */
  readonly path: MemberPath;
}

/** The known claims whose values decide whether a match holds. That a claim is there or not decides nothing by value. */
export function reliances({ issuer: { profile }, conditions, when, path: at }: Match): readonly Reliance[] {
  const matched = conditions
    .filter(({ matcher }) => matcher.kind !== 'exists')
    .map(({ path, matcher }) => ({
      claim: path.text,
      place: path.segments,
      matcher,
      path: [...at, path.text],
    }));
  const read = (when?.reads ?? []).filter(
    (segments, index, all) => all.findIndex((other) => isSamePlace(other, segments)) === index,
  );
  const inCondition = read.map((segments) => ({ claim: nameOf(segments), place: segments, path: ['when'] }));
  return [...matched, ...inCondition].flatMap((reliance) => {
    const fact = factOf(profile, reliance.claim);
    return fact === undefined ? [] : [{ ...reliance, fact }];
  });
}

function nameOf(segments: readonly string[]): string {
  const [name = ''] = segments;
  if (segments.length === 1) return name;
  return `/${segments.map((segment) => segment.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
}
