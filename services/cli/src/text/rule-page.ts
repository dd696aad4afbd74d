import { LINT_RULES } from '@cambio/policy';

const RULES: ReadonlySet<string> = new Set(LINT_RULES.map(({ id }) => id));

/** Where a lint rule is told of, from the root of the repository; what loading refuses otherwise has no page. */
export function rulePage(rule: string): string | undefined {
  return RULES.has(rule) ? `docs/reference/lint/${rule}.md` : undefined;
}
