import { type Diagnostic, LINT_RULES, parseSource, type SourceText } from '@cambio/policy';

/** How one inline test of a mapping went. */
export interface TestOutcome {
  readonly name: string;
  /** Counted from 1. */
  readonly line: number;
  readonly outcome: 'passed' | 'failed' | 'not-run';
  /** Why it failed. */
  readonly message?: string;
}

/** Errors that do not keep a mapping from being tested. */
const TESTED_WITH: ReadonlySet<string> = new Set(
  LINT_RULES.filter(({ severity }) => severity === 'error').map(({ id }) => id),
);

/** The inline tests of a text, by what the compiler said of it. Empty where it can't be read. */
export function testOutcomes(source: SourceText, diagnostics: readonly Diagnostic[]): readonly TestOutcome[] {
  const [located] = parseSource(source).documents;
  if (located?.document.kind !== 'Mapping') return [];
  const { tests } = located.document;
  const wasTested = diagnostics.every(({ severity, rule }) => severity !== 'error' || TESTED_WITH.has(rule));
  const lines = tests.map((_, index) => located.locate(['tests', index]).line);
  const failures = diagnostics.filter(({ rule }) => rule === 'failing-test');
  return tests.map(({ name }, index) => {
    const line = lines[index] ?? 1;
    if (!wasTested) return { name, line, outcome: 'not-run' };
    const failure = failures.find(
      ({ position }) => position.line >= line && position.line < (lines[index + 1] ?? Infinity),
    );
    return failure === undefined
      ? { name, line, outcome: 'passed' }
      : {
          name,
          line,
          outcome: 'failed',
          message: failure.hint ? `${failure.message}; ${failure.hint}` : failure.message,
        };
  });
}
