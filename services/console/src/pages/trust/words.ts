import type { MappingDocument } from '@cambio/policy';

type Matcher = MappingDocument['match'][string];

/** What a matcher demands of a claim, as a person would say it after the claim's name. */
export function matcherWords(matcher: Matcher): string {
  if (typeof matcher !== 'object') return `is ${quoted(matcher)}`;
  if (isList(matcher)) {
    return matcher.length === 1 ? `is ${quoted(matcher[0])}` : `is one of ${matcher.map(quoted).join(', ')}`;
  }
  const { prefix, glob, regex, contains, exists, not } = matcher;
  if (prefix !== undefined) return `starts with ${quoted(prefix)}`;
  if (glob !== undefined) return `looks like ${quoted(glob)}`;
  if (regex !== undefined) return `matches the expression ${quoted(regex)}`;
  if (contains !== undefined) return `holds ${quoted(contains)}`;
  if (exists !== undefined) return exists ? 'is there' : 'is not there';
  return not === undefined ? 'is anything' : `is there, and it is not so that it ${matcherWords(not)}`;
}

function isList(matcher: Matcher): matcher is Extract<Matcher, readonly unknown[]> {
  return Array.isArray(matcher);
}

function quoted(value: unknown): string {
  return JSON.stringify(value);
}

/** `90` → `1 min 30 s`. */
export function durationWords(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  return (
    parts
      .filter(([amount]) => amount > 0)
      .map(([amount, unit]) => `${amount} ${unit}`)
      .join(' ') || '0 s'
  );
}
