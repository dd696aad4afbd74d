import type { CompiledMapping } from '../compile/compiled.ts';
import type { Surroundings } from '../compile/surroundings.ts';
import type { Problem } from '../problem.ts';
import { audienceOnly } from './audience-only.ts';
import { contradiction } from './contradiction.ts';
import { failingTest } from './failing-test.ts';
import type { ErrorRule } from './rule.ts';
import { unpinnedTenant } from './unpinned-tenant.ts';

/** The lint rules that keep a document from being loaded. */
export const ERROR_RULES: readonly ErrorRule[] = [unpinnedTenant, contradiction, audienceOnly, failingTest];

/** What the error rules find in a mapping that compiled. */
export function brokenRules(mapping: CompiledMapping, around: Surroundings): readonly Problem[] {
  return ERROR_RULES.flatMap(({ id, check }) =>
    check(mapping, around).map((found) => ({ rule: id, ...found })),
  );
}
