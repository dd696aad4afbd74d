import type { CompiledMapping } from '../compile/compiled.ts';
import type { Surroundings } from '../compile/surroundings.ts';
import type { Problem } from '../problem.ts';
import { attackerInfluenced } from './attacker-influenced.ts';
import { audienceOnly } from './audience-only.ts';
import { bearerHighSensitivity } from './bearer-high-sensitivity.ts';
import { broadGlob } from './broad-glob.ts';
import { contradiction } from './contradiction.ts';
import { expired } from './expired.ts';
import { failingTest } from './failing-test.ts';
import { longLifetime } from './long-lifetime.ts';
import { mutableName } from './mutable-name.ts';
import { noTests } from './no-tests.ts';
import { overlap } from './overlap.ts';
import { reviewOverdue } from './review-overdue.ts';
import type { AdviceRule, ErrorRule, TimedRule } from './rule.ts';
import { shadowed } from './shadowed.ts';
import { subjectAsText } from './subject-as-text.ts';
import { unpinnedTenant } from './unpinned-tenant.ts';
import { untrustedEvent } from './untrusted-event.ts';
import { unused } from './unused.ts';

/** The lint rules that keep a document from being loaded. */
export const ERROR_RULES: readonly ErrorRule[] = [unpinnedTenant, contradiction, audienceOnly, failingTest];

/** The lint rules that follow from the documents alone. */
export const ADVICE_RULES: readonly AdviceRule[] = [
  mutableName,
  attackerInfluenced,
  untrustedEvent,
  broadGlob,
  subjectAsText,
  bearerHighSensitivity,
  longLifetime,
  shadowed,
  overlap,
  noTests,
];

/** The lint rules that need to know what time it is. */
export const TIMED_RULES: readonly TimedRule[] = [expired, reviewOverdue, unused];

/** What the error rules find in a mapping that compiled. */
export function brokenRules(mapping: CompiledMapping, around: Surroundings): readonly Problem[] {
  return ERROR_RULES.flatMap(({ id, check }) =>
    check(mapping, around).map((found) => ({ rule: id, ...found })),
  );
}
